import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { check } from "recheck";
import type { Expression } from "./list-expressions.ts";
import { projectRoot } from "./list-project-files.ts";

/** `safe`, or how the time grows with the length of the text: `exponential`, `2nd degree polynomial`, `unknown`. */
export type Verdict = string;

const cacheFile = join(projectRoot, ".cache/expressions.json");
/** Verdicts of `npm run test:deep -- expressions`, so that a slow machine does not run out of time on what was judged before. */
export const verdictsFile = join(projectRoot, ".github/checks/expression-verdicts.json");

function readVerdicts(file: string): Record<string, Verdict> {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Record<string, Verdict>;
  } catch {
    return {};
  }
}

/** recheck's verdict on one expression, within ten seconds. */
export async function judgeExpression({ source, flags }: Pick<Expression, "source" | "flags">): Promise<Verdict> {
  const verdict = await check(source, flags.replace("d", ""), { timeout: 10_000, randomSeed: 1 });
  if (verdict.status === "safe") return "safe";
  return verdict.status === "vulnerable" ? verdict.complexity.summary.replace(" (fuzz)", "") : "unknown";
}

/** Verdicts by `/source/flags`. What was judged once is kept, in .cache and in `verdictsFile`: only new expressions cost time. */
export async function judgeExpressions(expressions: readonly Expression[]): Promise<ReadonlyMap<string, Verdict>> {
  const known = { ...readVerdicts(verdictsFile), ...readVerdicts(cacheFile) };
  const verdicts = new Map<string, Verdict>();
  for (const one of expressions) {
    const key = `/${one.source}/${one.flags}`;
    verdicts.set(key, known[key] ?? (await judgeExpression(one)));
  }
  mkdirSync(dirname(cacheFile), { recursive: true });
  // A time-out says nothing about next time.
  const sure = [...verdicts].filter(([, verdict]) => verdict !== "unknown");
  writeFileSync(cacheFile, JSON.stringify({ ...known, ...Object.fromEntries(sure) }));
  return verdicts;
}
