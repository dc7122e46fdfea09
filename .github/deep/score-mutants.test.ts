import { describe, expect, it } from "vitest";
import { type MutationReport, scoreMutants } from "./score-mutants.ts";

const mutant = (status: string, line = 1) => ({
  mutatorName: "StringLiteral",
  replacement: '"a\n  b"',
  status,
  location: { start: { line } },
});
const report: MutationReport = {
  files: {
    "a.ts": { source: "", mutants: [mutant("Killed"), mutant("Timeout"), mutant("Survived", 7), mutant("Ignored")] },
    "b.ts": { source: "", mutants: [mutant("NoCoverage", 3)] },
  },
};

describe("scoreMutants", () => {
  it("counts timeouts as deaths, uncovered mutants as alive, and leaves ignored ones out", () => {
    expect(scoreMutants(report, ["a.ts"])).toEqual({
      killed: 2,
      timedOut: 1,
      total: 3,
      percent: 66.6,
      survivors: ['a.ts:7 StringLiteral → "a b"'],
    });
    expect(scoreMutants(report, ["a.ts", "b.ts"])).toMatchObject({ killed: 2, total: 4, percent: 50 });
  });

  it("gives nothing for files without a mutant", () => {
    expect(scoreMutants(report, ["c.ts"])).toEqual({
      killed: 0,
      timedOut: 0,
      total: 0,
      percent: 0,
      survivors: [],
    });
  });
});
