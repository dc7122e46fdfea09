import { parseStepResult } from "@plugsmith/schemas";
import { describe, expect, it } from "vitest";
import { decideAnalysis } from "./decide-analysis.ts";
import type { Finding } from "./finding.ts";

const finding = (rule: string, severity: Finding["severity"], path = "a.php", line = 1): Finding => ({
  rule,
  severity,
  path,
  line,
  message: "Something.",
});
const answer = (findings: readonly Finding[]) => ({ files: 2, lines: 10, findings });

describe("decideAnalysis", () => {
  it("puts the heaviest first, then by place", () => {
    const found = [
      finding("eval", "warning"),
      finding("process", "note"),
      finding("hides", "error", "b.php"),
      finding("miner", "error", "a.php", 9),
    ];
    const { findings, errors, warnings, notes } = decideAnalysis(answer(found), "acme-pay", []);
    expect(findings.map(({ rule }) => rule)).toEqual(["miner", "hides", "eval", "process"]);
    expect([errors, warnings, notes]).toEqual([2, 1, 1]);
  });

  it("lets pass what the forge allows, for the plugins that it names, and shows the reason last", () => {
    const allow = [{ rule: "process", plugins: ["acme-print"], reason: "It prints labels." }];
    const found = [finding("process", "error"), finding("eval", "warning")];
    expect(decideAnalysis(answer(found), "acme-print", allow)).toMatchObject({
      errors: 0,
      warnings: 1,
      allowed: 1,
      findings: [{ rule: "eval" }, { rule: "process", allowed: "It prints labels." }],
    });
    expect(decideAnalysis(answer(found), "acme-pay", allow)).toMatchObject({ errors: 1, allowed: 0 });
    expect(decideAnalysis(answer(found), "acme-pay", [{ rule: "process", reason: "For all of them." }]).allowed).toBe(
      1,
    );
  });

  it("shows 200 and counts all; the result fits its schema", () => {
    const many = Array.from({ length: 300 }, (_, line) => finding("eval", "warning", "a.php", line));
    const analysis = decideAnalysis(answer(many), "acme-pay", []);
    expect([analysis.warnings, analysis.findings.length]).toEqual([300, 200]);
    const result = {
      ...{ schemaVersion: 1, step: "sandbox", status: "success", code: "ok", message: "" },
      ...{ startedAt: "2026-11-21T10:00:00.000Z", durationMs: 1, analysis },
    };
    expect(parseStepResult(result)).toMatchObject({ ok: true });
  });
});
