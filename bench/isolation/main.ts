/** `node bench/isolation/main.ts [bare|cold|warm …] [attempt …]`: runs escape attempts and prints what each did. */
import { listAttempts } from "./list-attempts.ts";
import { runTrials } from "./run-trials.ts";

const words = process.argv.slice(2);
const kinds = (["bare", "cold", "warm"] as const).filter((kind) => words.includes(kind));
const names = words.filter((word) => !["bare", "cold", "warm"].includes(word));
const attempts = listAttempts().filter(({ id }) => names.length === 0 || names.includes(id));
await runTrials(attempts, kinds.length > 0 ? kinds : ["bare", "cold", "warm"], (trial) =>
  console.log(
    `${trial.effects.length > 0 ? "ESCAPED" : "stopped"} ${trial.host} ${trial.attempt}: ${trial.effects.join("; ") || trial.stoppedWith} [${trial.slowestAnswerMs} ms${trial.deadAfterMs === undefined ? "" : `, dead ${trial.deadAfterMs} ms`}]`,
  ),
);
