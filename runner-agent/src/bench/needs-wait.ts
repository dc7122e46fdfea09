import type { Clock } from "../clock.ts";

export interface NeedsWait {
  /** Resolves when none of these is still coming up, and after `ms` at the latest: of two that need each other one is first. */
  wait(names: readonly string[], ms: number): Promise<void>;
  /** What is settled may have changed; `isSettled` also answers until the next look. */
  look(isSettled: (name: string) => boolean): void;
}

/** Lets a plugin start after those that it depends on. What will not come up holds nobody. */
export function createNeedsWait(clock: Pick<Clock, "after">): NeedsWait {
  const waiting = new Set<() => void>();
  let settled: (name: string) => boolean = () => true;
  return {
    async wait(names, ms) {
      if (names.every((name) => settled(name))) return;
      await new Promise<void>((resolve) => {
        const end = () => {
          waiting.delete(check);
          cancel();
          resolve();
        };
        const check = () => {
          if (names.every((name) => settled(name))) end();
        };
        const cancel = clock.after(ms, end);
        waiting.add(check);
      });
    },
    look(isSettled) {
      settled = isSettled;
      for (const check of [...waiting]) check();
    },
  };
}
