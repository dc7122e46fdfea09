import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Registry } from "@plugsmith/schemas";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeRegistryClone, type RegistryClone } from "../testing/make-registry-clone.ts";
import { runPlugsmith } from "../testing/run-plugsmith.ts";
import { signClone } from "../testing/sign-clone.ts";

const fixture = join(import.meta.dirname, "../../../../schemas/fixtures/registry/valid/full.json");
let clone: RegistryClone;
let root = "";
beforeEach(async () => {
  clone = await makeRegistryClone({ ...(JSON.parse(readFileSync(fixture, "utf8")) as Registry), revocations: [] });
  root = (await signClone(clone)).rootFile;
});
afterEach(() => clone.remove());

const run = (words: readonly string[]) =>
  runPlugsmith(["registry", ...words, "--dir", clone.folder, "--json"], { cwd: clone.base });

describe("plugsmith registry, what people read", () => {
  it("writes pages, map, badge and a dated report, and says how far they were checked", async () => {
    const out = join(clone.base, "pages");
    expect(await run(["docs", "--out", out, "--root", root])).toMatchObject({ code: 0 });
    expect(readFileSync(join(out, "README.md"), "utf8")).toContain("[acme-pay](acme-pay.md)");
    expect(readFileSync(join(out, "badge.svg"), "utf8")).toContain("forge registry: 1 plugin");
    const report = await run(["report", "--root", root]);
    expect(report).toMatchObject({ code: 0, result: { health: { plugins: 1 }, trust: { signed: true } } });
    expect(report.stderr).toContain("Signed under root 1");
    expect((await run(["report", "--file", fixture])).stderr).toContain("Not checked");
  });
});
