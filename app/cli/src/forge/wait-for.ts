import { setTimeout as sleep } from "node:timers/promises";
import { ForgeError } from "@plugsmith/schemas";

export interface WaitOptions {
  /** Longest wait in milliseconds. */
  readonly timeoutMs?: number;
  /** Pause between two looks in milliseconds. */
  readonly everyMs?: number;
  readonly signal?: AbortSignal | undefined;
  /** Says what was seen last, for the error. */
  readonly describe?: () => string;
}

/**
 * Looks until `probe` answers something other than undefined or false, and returns it.
 * @throws ForgeError `unexpected` after the time, naming what was waited for and what was seen last.
 */
export async function waitFor<T>(
  what: string,
  probe: () => Promise<T | undefined | false>,
  options: WaitOptions = {},
): Promise<T> {
  const { timeoutMs = 90_000, everyMs = 60, signal, describe } = options;
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    signal?.throwIfAborted();
    const seen = await probe();
    if (seen !== undefined && seen !== false) return seen;
    if (performance.now() > deadline) {
      throw new ForgeError("unexpected", {
        message: `Waited ${Math.round(timeoutMs / 1000)} s for ${what}, in vain.`,
        hint: describe?.() ?? "Run again with --keep and look at the logs in the work folder.",
      });
    }
    await sleep(everyMs, undefined, signal ? { signal } : {});
  }
}
