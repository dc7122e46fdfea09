import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Trial } from "../../bench/isolation/attempt.ts";
import { listAttempts } from "../../bench/isolation/list-attempts.ts";
import { countEscapes, renderIsolation } from "../../bench/isolation/render-isolation.ts";
import { retryLate } from "../../bench/isolation/retry-late.ts";
import { runTrials } from "../../bench/isolation/run-trials.ts";
import { projectRoot } from "../scripts/run-program.ts";
import type { DeepCheck, DeepResult } from "./deep-check.ts";

async function run(say: (line: string) => void): Promise<DeepResult> {
  const attempts = listAttempts();
  const tell = ({ host, attempt, effects, stoppedWith }: Trial) =>
    say(`${host} ${attempt}: ${effects.length > 0 ? `ESCAPED, ${effects.join("; ")}` : `stopped ${stoppedWith}`}`);
  // Side by side, in worlds of their own: the bare hosts' loops and bombs are the noise that ours must stand.
  const half = (rest: number) => attempts.filter((_attempt, index) => index % 2 === rest);
  const lanes = await Promise.all([
    runTrials(half(0), ["bare"], tell),
    runTrials(half(1), ["bare"], tell),
    runTrials(attempts, ["cold"], tell),
    runTrials(attempts, ["warm"], tell),
  ]);
  const first = lanes.flat();
  const again: Trial[] = [];
  const makeAgain = async (trial: Trial): Promise<Trial> => {
    const [alone] = await runTrials(
      attempts.filter(({ id }) => id === trial.attempt),
      [trial.host],
      tell,
    );
    return alone ?? trial;
  };
  const trials: Trial[] = [];
  for (const trial of first) trials.push(await retryLate(trial, makeAgain, (one) => again.push(one)));
  mkdirSync(join(projectRoot, "docs"), { recursive: true });
  writeFileSync(join(projectRoot, "docs/isolation.md"), renderIsolation(attempts, trials));
  const ours = trials.filter(({ host }) => host !== "bare");
  const escaped = ours.filter(({ effects }) => effects.length > 0);
  const dead = ours.flatMap(({ deadAfterMs }) => deadAfterMs ?? []);
  return {
    passed: ours.length - escaped.length,
    failed: escaped.length,
    figures: {
      attempts: attempts.length,
      triedAgain: again.map(({ attempt, host, effects }) => `${attempt}, ${host}: ${effects.join("; ")}`),
      ...countEscapes(trials),
      slowestAnswerMs: Math.max(0, ...ours.map(({ slowestAnswerMs }) => slowestAnswerMs)),
      longestLifeAfterDeadlineMs: Math.max(0, ...dead),
      stoppedOnBareHost: trials
        .filter(({ host, effects }) => host === "bare" && effects.length === 0)
        .map((one) => one.attempt),
    },
    failures: escaped.map(({ host, attempt, effects }) => `${attempt} on a ${host} start: ${effects.join("; ")}`),
  };
}

/** Hostile plugins against a bare host and against ours; writes docs/isolation.md. */
export const isolationCheck: DeepCheck = {
  name: "isolation",
  summary: "can a hostile plugin do anything to the machine, to the agent or to its neighbours?",
  covers: ["actions/lib/host/src/**/*.{ts,mjs}", "runner-agent/src/host/**/*.ts", "bench/isolation/**/*.ts"],
  run,
};
