import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Trial } from "../../bench/isolation/attempt.ts";
import { isOnlyLate, lateAnswer } from "../../bench/isolation/is-only-late.ts";
import { listAttempts } from "../../bench/isolation/list-attempts.ts";
import { countEscapes, renderIsolation } from "../../bench/isolation/render-isolation.ts";
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
  // A late answer may be this machine's fault: such a trial is made again alone, up to twice. Late each time is an escape;
  // anything but lateness in any of them is one at once. A bare host's is made again once: another lane's bomb may have been
  // its reason, and the table must not claim what the attempt did not do. All are told.
  const again: Trial[] = [];
  const judge = async (trial: Trial): Promise<Trial> => {
    let last = trial;
    const isDoubtful = () => (last.host === "bare" ? last.effects.includes(lateAnswer) : isOnlyLate(last));
    for (let turn = 0; turn < (last.host === "bare" ? 1 : 2) && isDoubtful(); turn += 1) {
      again.push(last);
      const alone = attempts.filter(({ id }) => id === last.attempt);
      last = (await runTrials(alone, [last.host], tell))[0] ?? last;
    }
    return last;
  };
  const trials: Trial[] = [];
  for (const trial of first) trials.push(await judge(trial));
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
