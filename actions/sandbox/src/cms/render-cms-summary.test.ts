import { expect, it } from "vitest";
import { fakeReport } from "./fake-report.ts";
import { renderCmsSummary } from "./render-cms-summary.ts";

it("shows acts, costs and level, and no word of the plugin becomes Markdown or HTML", () => {
  const act = { id: "x", title: "T", status: "failed", detail: "a | b\n<img src=x> @team `x` [y](z)", ms: 1 } as const;
  const text = renderCmsSummary({ ...fakeReport, acts: [act, ...fakeReport.acts] }, ["a.png"]);
  expect(text).toContain("level `contract`, driver `native`");
  expect(text).toContain("| front | 100 → 100 | 20 → 21 | 5 → 5 |");
  expect(text).toContain("| ✅ | A shop opens | open | 1 ms |");
  const row = text.split("\n").find((line) => line.startsWith("| ❌"));
  expect(row).not.toMatch(/[<>@`[\]]/);
  expect(row?.match(/\|/g)).toHaveLength(5);
});
