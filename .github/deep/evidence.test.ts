import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { DeepCheck } from "./deep-check.ts";
import { explainStale, writeEvidence } from "./evidence.ts";

const ran = { passed: 1, failed: 0, figures: {}, failures: [] };
const check: DeepCheck = { name: "sample", summary: "", covers: ["src/**/*.ts"], run: async () => ran };

describe("evidence of a deep check", () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "evidence-"));
    mkdirSync(join(root, "src/deep"), { recursive: true });
    writeFileSync(join(root, "src/deep/a.ts"), "1");
    writeFileSync(join(root, "src/deep/a.test.ts"), "1");
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it("holds until a covered source changes, comes or goes", () => {
    expect(explainStale(check, root)).toContain("no evidence");
    writeEvidence(check, ran, 1, root);
    expect(explainStale(check, root)).toBeUndefined();
    writeFileSync(join(root, "src/b.ts"), "");
    expect(explainStale(check, root)).toContain("changed after");
    rmSync(join(root, "src/b.ts"));
    expect(explainStale(check, root)).toBeUndefined();
    writeFileSync(join(root, "src/deep/a.ts"), "2");
    expect(explainStale(check, root)).toContain("changed after");
  });

  it("is not touched by a test that changes, and is worth nothing when the run failed or saw nothing", () => {
    writeEvidence(check, ran, 1, root);
    writeFileSync(join(root, "src/deep/a.test.ts"), "2");
    expect(explainStale(check, root)).toBeUndefined();
    writeEvidence(check, { ...ran, failed: 1 }, 1, root);
    expect(explainStale(check, root)).toContain("failed at");
    writeEvidence(check, { ...ran, passed: 0 }, 1, root);
    expect(explainStale(check, root)).toContain("failed at");
    expect(explainStale({ ...check, covers: ["none/*.ts"] }, root)).toContain("covers no file");
  });
});
