import type { Engine } from "../engine.ts";
import { reapRun } from "../reap-run.ts";

/** Seconds after the step's end: a command that was on its way when the step was killed may still make its container. */
const rounds = [0, 1, 2, 4, 8];

/**
 * Waits for the last word of a step; a step that ends without saying `done` was killed, and what it started is removed.
 * Answers how many things there were.
 */
export async function watchRun(
  engine: Engine,
  run: string,
  lastWords: Promise<string>,
  pause: (seconds: number) => Promise<void>,
): Promise<number> {
  if ((await lastWords).trim() === "done") return 0;
  let removed = 0;
  for (const seconds of rounds) {
    await pause(seconds);
    removed += await reapRun(engine, run);
  }
  return removed;
}
