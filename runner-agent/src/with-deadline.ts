import { type ErrorCode, ForgeError } from "@plugsmith/schemas";
import type { Clock } from "./clock.ts";

/**
 * The promise's own outcome, or `code` after `ms` milliseconds, whichever is first. What is abandoned keeps running;
 * its late rejection is swallowed.
 */
export function withDeadline<T>(clock: Clock, work: Promise<T>, ms: number, code: ErrorCode, what: string): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const cancel = clock.after(ms, () =>
      reject(
        new ForgeError(code, {
          message: `${what} took longer than ${ms} ms.`,
          hint: "Look at the plugin's log; the limit is in the bench configuration under limits.",
        }),
      ),
    );
    work.then(
      (value) => {
        cancel();
        resolve(value);
      },
      (error: unknown) => {
        cancel();
        reject(error);
      },
    );
  });
}
