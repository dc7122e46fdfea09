import type { Trial } from "./attempt.ts";
import { isOnlyLate, lateAnswer } from "./is-only-late.ts";

/** How often an attempt on ours that was only late is made again. Late each time is an escape. */
const mostRetries = 2;

/**
 * The outcome that counts. A late answer may be the machine's fault, so a trial of ours that was only late is made again
 * alone, up to twice; anything but lateness in any of them counts at once. A bare host's is made again once, if lateness is
 * among its effects: another lane's bomb may have been the reason, and the table must not claim what the attempt did not do.
 * `told` gets each outcome that did not count.
 */
export async function retryLate(
  trial: Trial,
  again: (trial: Trial) => Promise<Trial>,
  told: (trial: Trial) => void,
): Promise<Trial> {
  const bare = trial.host === "bare";
  const isDoubtful = (one: Trial) => (bare ? one.effects.includes(lateAnswer) : isOnlyLate(one));
  let last = trial;
  for (let turn = 0; turn < (bare ? 1 : mostRetries) && isDoubtful(last); turn += 1) {
    told(last);
    last = await again(last);
  }
  return last;
}
