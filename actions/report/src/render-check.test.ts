import type { StepResult } from "@plugsmith/schemas";
import { describe, expect, it } from "vitest";
import { renderCheck } from "./render-check.ts";

const head = "a".repeat(40);
const result = (change: Partial<StepResult> = {}): StepResult => ({
  schemaVersion: 1,
  step: "test",
  status: "success",
  code: "ok",
  message: "12 tests passed.",
  startedAt: "2026-06-01T10:00:00.000Z",
  durationMs: 1500,
  ...change,
});
const summary = (change: Partial<StepResult>) => renderCheck(result(change), head, "acme-pay").output.summary;

describe("renderCheck", () => {
  it("is a completed check of the head, found again by plugin and step", () => {
    expect(renderCheck(result(), head, "acme-pay", "https://github.test/run")).toEqual({
      name: "forge / test",
      head_sha: head,
      external_id: "plugsmith/acme-pay/test",
      status: "completed",
      conclusion: "success",
      started_at: "2026-06-01T10:00:00.000Z",
      completed_at: "2026-06-01T10:00:01.500Z",
      details_url: "https://github.test/run",
      output: { title: "ok", summary: expect.stringContaining("12 tests passed") },
    });
  });

  it("leads from the sandbox's check to the pictures of the run", () => {
    const artifacts = ["refund-desktop", "refund-phone"].map((page) => ({
      ...{ name: `pictures/${page}.png`, path: `sandbox/pictures/${page}.png` },
      ...{ digest: `sha256:${"a".repeat(64)}`, size: 1 },
    }));
    const given = result({ step: "sandbox", artifacts });
    expect(renderCheck(given, head, "acme-pay", "https://github.test/run").output.summary).toContain(
      "2 pictures in the run's artifact [forge-sandbox](https://github.test/run#artifacts): refund (also on a phone).",
    );
    expect(summary({ step: "sandbox" })).not.toContain("pictures");
  });

  it.each([
    ["success", "success"],
    ["failed", "failure"],
    ["cancelled", "cancelled"],
    // A step that never ended has not passed.
    ["running", "failure"],
    ["queued", "failure"],
  ] as const)("shows %s as %s", (status, conclusion) => {
    expect(renderCheck(result({ status }), head, "acme-pay").conclusion).toBe(conclusion);
  });

  it("gives no green mark where nobody could say whether packages are vulnerable, and says who was silent", () => {
    const dependencies = {
      audit: "unchecked",
      locks: [],
      packages: [{ ecosystem: "npm", name: "left-pad", version: "1.3.0", scope: "runtime", state: "unchecked" }],
      unchecked: [{ ecosystem: "npm", packages: 1, why: "registry.test: no connection" }],
      advisories: [],
    } satisfies StepResult["dependencies"];
    const check = renderCheck(result({ step: "build", dependencies }), head, "acme-pay");
    expect(check).toMatchObject({
      conclusion: "neutral",
      output: {
        title: "built; dependencies could not be checked",
        summary: expect.stringContaining("This is no pass"),
      },
    });
    expect(check.output.summary).toContain("registry.test: no connection");
    const clean = result({ step: "build", dependencies: { ...dependencies, audit: "clean", unchecked: [] } });
    expect(renderCheck(clean, head, "acme-pay")).toMatchObject({ conclusion: "success", output: { title: "ok" } });
    const failed = result({ step: "build", status: "failed", code: "build_failed", dependencies });
    expect(renderCheck(failed, head, "acme-pay").conclusion).toBe("failure");
  });

  it("titles a failure by its code and says what to do", () => {
    const failed = result({ status: "failed", code: "tests_failed", hint: "Look at onLoad." });
    expect(renderCheck(failed, head, "acme-pay").output.title).toBe("tests_failed");
    expect(summary(failed)).toContain("**What to do:** Look at onLoad.");
  });

  it("shows tests, contract, sandbox and digest", () => {
    const text = summary({
      tests: { passed: 3, failed: 1, skipped: 2 },
      contract: [{ suite: "webhooks", check: "retry_logic", status: "failed", detail: "7 tries" }],
      sandbox: {
        driver: "native",
        level: "contract",
        network: "none",
        limits: {},
        versions: {},
        measurements: { peakRssMiB: 42 },
      },
      digest: `sha256:${"1".repeat(64)}`,
    });
    for (const part of ["3 passed, 1 failed, 2 skipped", "retry", "| failed | 7 tries |", "peakRssMiB 42", "sha256:1"])
      expect(text).toContain(part);
  });

  it("shows what the static analysis found, made inert", () => {
    const finding = { rule: "hides", severity: "error", path: "a.php", line: 3, message: "<img> @everyone" } as const;
    const counts = { files: 4, lines: 90, errors: 1, warnings: 0, notes: 0, allowed: 0 };
    const text = summary({ analysis: { ...counts, findings: [finding] } });
    expect(text).toContain("| ❌ error | hides | a.php:3 |");
    expect(text).not.toMatch(/<img>|@everyone/);
  });

  it("says who judged the contract, in known words only", () => {
    const contract = [{ suite: "events", check: "declared", status: "passed" }] as const;
    const text = (by: string) => summary({ contract: [...contract], facts: { contractBy: by } });
    expect(text("self-reported")).toContain("nothing outside saw it");
    expect(text("driver")).toContain("its pack's driver");
    expect(text("@everyone")).not.toContain("everyone");
    expect(text("toString")).not.toContain("judged");
  });

  it("lets no text of a plugin become markup: no mention, link, image, HTML or table of its own", () => {
    const hostile = "@everyone <img src=x> [a](https://evil.test) ![b](c) | x |\n# forged";
    const text = summary({ message: hostile, hint: hostile, issues: [{ path: hostile, rule: "x", message: hostile }] });
    expect(text).toContain("@&#8203;everyone");
    // A break, not a character reference: GitHub decodes &#64; before it looks for mentions.
    expect(text).not.toMatch(/[<>|]|(?<!\\)[[\]]|@(?!&#8203;)|&#0*64;|^# /m);
  });

  it("stays below GitHub's limit however long the results are", () => {
    const issues = Array.from({ length: 5000 }, (_, index) => ({
      path: `src/${index}.js`,
      rule: "x",
      message: "wrong",
    }));
    expect(summary({ issues }).length).toBeLessThan(65_535);
    expect(summary({ issues })).toMatch(/…$/);
  });
});
