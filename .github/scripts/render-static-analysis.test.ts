import { ruleTable } from "@plugsmith/analysis/rules";
import { describe, expect, it } from "vitest";
import { renderStaticAnalysis } from "./render-static-analysis.ts";

const measured = {
  measuredAt: "2026-11-21",
  corpora: [{ name: "acme", files: 2, lines: 200_000 }],
  lines: { php: 200_000 },
  counts: { eval: { php: 4 }, "eval-hidden": { php: 1 }, "host-undeclared": { php: 9 } },
};
const page = renderStaticAnalysis("# Static analysis\n", ruleTable, measured);

describe("the page of the static analysis", () => {
  it("has a heading for every rule, once", () => {
    for (const { id } of ruleTable) expect(page.split(`\n### ${id}\n`)).toHaveLength(2);
  });

  it("counts in 100,000 lines, and leaves the rules about the manifest out of the totals", () => {
    expect(page).toContain("| PHP | 200,000 | 0.50 | 2.00 | 0.00 |");
    expect(page).toContain("| eval | warning | 2.00 (4) | 0 | 0 | 0 |");
    expect(page).toContain("| host-undeclared | error | 4.50 (9) | 0 | 0 | 0 |");
  });
});
