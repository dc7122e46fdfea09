import type { Check } from "./check.ts";
import { type ProgramResult, runProgram } from "./run-program.ts";

interface CommandCheck {
  readonly name: string;
  readonly argv: readonly [string, ...string[]];
  /** How many things the command says it looked at; 0 or NaN fails the check, because a check that saw nothing proves nothing. */
  count(result: ProgramResult): number;
  readonly unit: string;
  readonly fix: string;
  readonly timeoutMs?: number;
}

/** The number captured by the first group of a pattern in a command's output, or NaN. */
export const countFrom = (pattern: RegExp) => (result: ProgramResult) =>
  Number((pattern.exec(result.output)?.[1] ?? "NaN").replaceAll(",", ""));

/** A check that is one command: passes when it exits 0 and proves that it saw something. */
export function commandCheck({ name, argv, count, unit, fix, timeoutMs }: CommandCheck): Check {
  return {
    name,
    async run() {
      const result = await runProgram(argv, timeoutMs === undefined ? {} : { timeoutMs });
      const seen = count(result);
      if (result.code === 0 && seen > 0) return { passed: 1, failed: 0, skips: [], saw: `${seen} ${unit}` };
      const why = result.code === 0 ? "It exited 0 without proof that it saw anything." : `Exit code ${result.code}.`;
      const details = `${result.output.trim()}\n${why} ${fix}`;
      return { passed: 0, failed: 1, skips: [], saw: seen > 0 ? `${seen} ${unit}` : "nothing counted", details };
    },
  };
}
