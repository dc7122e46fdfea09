import { type Rule, ruleTable } from "@plugsmith/analysis/rules";
import { describe, expect, it } from "vitest";
import { renderStaticAnalysis } from "./render-static-analysis.ts";

const rule = (id: string, severity: Rule["severity"], more: Partial<Rule> = {}): Rule => ({
  ...{ id, severity, title: "A title", why: "A reason.", instead: "Something else." },
  ...more,
});
const rules = [
  rule("a", { php: "error", javascript: "warning" }),
  rule("b", "warning"),
  rule("c", "error", { declares: true }),
  rule("d", "note"),
];
const measured = {
  groups: {
    payment: {
      measuredAt: "2026-11-21",
      corpora: [{ name: "acme", files: 2, lines: 300_000 }],
      lines: { php: 200_000, javascript: 100_000 },
      counts: { a: { php: 4, javascript: 1 }, b: { php: 2, text: 7 }, c: { php: 9 } },
    },
    core: {
      measuredAt: "2026-11-20",
      corpora: [
        { name: "shop", files: 2, lines: 40_000 },
        { name: "frame", files: 2, lines: 10_000 },
      ],
      lines: { php: 50_000 },
      counts: { b: { php: 1, text: 1 } },
    },
  },
};

describe("the page of the static analysis", () => {
  it("has a heading for every rule, once", () => {
    const page = renderStaticAnalysis("# Static analysis\n", ruleTable, measured);
    for (const { id } of ruleTable) expect(page.split(`\n### ${id}\n`)).toHaveLength(2);
  });

  it("counts in 100,000 lines by what a rule weighs in the language, and leaves those about the manifest apart", () => {
    const page = renderStaticAnalysis("# Static analysis\n", rules, measured);
    expect(page).toContain("| PHP, payment plugins | 200,000 | 2.00 | 1.00 | 0.00 |");
    expect(page).toContain("| JavaScript, payment plugins | 100,000 | 0.00 | 1.00 | 0.00 |");
    expect(page).toContain("| PHP, platforms | 50,000 | 0.00 | 2.00 | 0.00 |");
    expect(page).toContain("| a | error (PHP), warning (JavaScript) | 2.00 (4) | 1.00 (1) | 0 | 0 | 0 | 0 | 0 |");
    expect(page).toContain("| b | warning | 1.00 (2) | 0 | 0 | 2.00 (1) | 0 | 0 | 8 |");
    expect(page).toContain("| c | error | 4.50 (9) | 0 | 0 | 0 | 0 | 0 | 0 |");
    expect(page).toContain("50,000 lines on 2026-11-20: shop (40,000); frame (10,000).");
    expect(page).toContain("Not once: d.");
  });
});
