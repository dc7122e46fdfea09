import type { Trial } from "./attempt.ts";

/** What a trial says when host or neighbour took too long; a loaded machine can cause it too. */
export const lateAnswer = "host or neighbour did not answer in time";
export const lateDeath = "still ran after its deadline and 500 ms";

/** Whether time alone speaks against the host: nothing was read, changed, reached or left behind. */
export const isOnlyLate = ({ effects }: Trial): boolean =>
  effects.length > 0 && effects.every((effect) => effect === lateAnswer || effect === lateDeath);
