import { describe, expect, it } from "vitest";
import type { Analysis } from "./analysis-facts.ts";
import { describeAnalysis, renderAnalysis } from "./render-analysis.ts";

const none: Analysis = { files: 3, lines: 120, errors: 0, warnings: 0, notes: 0, allowed: 0, findings: [] };
const found: Analysis = {
  ...none,
  errors: 1,
  warnings: 2,
  findings: [
    { rule: "hides", severity: "error", path: "a|b.php", line: 7, message: "@everyone <b>" },
    { rule: "eval", severity: "warning", path: "c.js", line: 0, message: "x", allowed: "We know it." },
  ],
};

describe("describeAnalysis", () => {
  it("says nothing when nothing, or notes alone, were found", () => {
    expect(describeAnalysis(none)).toBe("");
    expect(describeAnalysis({ ...none, notes: 4 })).toBe("");
  });

  it("counts in one line", () => {
    expect(describeAnalysis({ ...found, notes: 1, allowed: 1 })).toBe(
      "static analysis: 1 error, 2 warnings, 1 note, 1 allowed by the forge",
    );
  });
});

describe("renderAnalysis", () => {
  it("says how much was read when nothing was found", () => {
    expect(renderAnalysis(none)).toBe("Static analysis read 3 code files with 120 lines and found nothing.");
  });

  it("has a row a finding, whose text is inert, and the reason of what is allowed", () => {
    const page = renderAnalysis(found);
    expect(page.split("\n").filter((line) => line.startsWith("| ❌"))).toHaveLength(1);
    expect(page).not.toContain("<b>");
    expect(page).not.toContain("@everyone");
    expect(page).toContain("➖ warning");
    expect(page).toContain("We know it.");
    expect(page).toContain("1 more are in the step's result.");
  });
});
