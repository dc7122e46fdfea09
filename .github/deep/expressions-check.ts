import { writeFileSync } from "node:fs";
import { boundedExpressions } from "../checks/bounded-expressions.ts";
import { judgeExpression, type Verdict, verdictsFile } from "../checks/judge-expressions.ts";
import { listExpressions } from "../checks/list-expressions.ts";
import type { DeepCheck, DeepResult } from "./deep-check.ts";

async function run(say: (line: string) => void): Promise<DeepResult> {
  const verdicts = new Map<string, Verdict>();
  const failures: string[] = [];
  for (const one of listExpressions().filter(({ flags }) => flags !== "dynamic")) {
    const key = `/${one.source}/${one.flags}`;
    if (verdicts.has(key)) continue;
    const verdict = await judgeExpression(one);
    verdicts.set(key, verdict);
    if (verdict !== "safe") say(`${key}: ${verdict}`);
    if (verdict !== "safe" && !(key in boundedExpressions)) failures.push(`${one.file}: ${key} is ${verdict}`);
  }
  const sure = [...verdicts].filter(([, verdict]) => verdict !== "unknown").sort(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(verdictsFile, `${JSON.stringify(Object.fromEntries(sure), null, 1)}\n`);
  return {
    passed: verdicts.size - failures.length,
    failed: failures.length,
    figures: { expressions: verdicts.size, polynomial: [...verdicts.values()].filter((one) => one !== "safe").length },
    failures,
  };
}

/** Every regular expression judged anew by recheck; writes the verdicts that `npm test` starts from. */
export const expressionsCheck: DeepCheck = {
  name: "expressions",
  summary: "is every regular expression linear, or polynomial on text whose length something else limits?",
  covers: [".github/checks/{list,judge}-expressions.ts"],
  run,
};
