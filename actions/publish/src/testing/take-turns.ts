import { setImmediate as settle } from "node:timers/promises";

/** A call to the outside that waits for its turn. */
export interface Turn {
  /** Index of the run that wants to make it. */
  readonly run: number;
  readonly what: string;
}

/** Which of the waiting calls is made now; `kill`: its run ends before the call, or after it took effect. */
export interface Choice {
  readonly index: number;
  readonly kill?: "before" | "after";
}

/** Lets a call wait for its turn. */
export type Gate = <T>(what: string, call: () => Promise<T>) => Promise<T>;

interface Waiting extends Turn {
  grant(kill: Choice["kill"]): Promise<void>;
}

/**
 * Runs several programs with one call to the outside at a time, in the order that `choose` wants: what the outside may see of
 * processes on different machines. It waits until each that still runs wants to call, so one choice gives one order.
 * @param seen called after every call.
 */
export async function takeTurns<T>(
  programs: readonly ((gate: Gate) => Promise<T>)[],
  choose: (waiting: readonly Turn[]) => Choice,
  seen: (turn: Turn) => void | Promise<void>,
): Promise<PromiseSettledResult<T>[]> {
  let waiting: Waiting[] = [];
  const ended = new Set<number>();
  const dead = new Set<number>();

  const makeGate =
    (run: number): Gate =>
    (what, call) =>
      new Promise((resolve, reject) => {
        const end = () => reject(new Error("killed"));
        if (dead.has(run)) return end();
        const grant: Waiting["grant"] = async (kill) => {
          if (kill !== undefined) dead.add(run);
          if (kill === "before") return end();
          const done = call();
          await done.then(kill === "after" ? end : resolve, reject);
        };
        waiting.push({ run, what, grant });
      });

  const results = programs.map((program, run) =>
    program(makeGate(run)).finally(() => {
      ended.add(run);
    }),
  );
  const settled = Promise.allSettled(results);
  const isReady = () => programs.every((_, run) => ended.has(run) || waiting.some((turn) => turn.run === run));
  while (ended.size < programs.length) {
    await settle();
    if (!isReady() || waiting.length === 0) continue;
    const { index, kill } = choose(waiting);
    const turn = waiting[index % waiting.length];
    if (!turn) throw new Error("nothing waits");
    waiting = waiting.filter((other) => other !== turn);
    await turn.grant(kill);
    if (kill !== undefined) {
      const left = waiting.filter((other) => other.run === turn.run);
      waiting = waiting.filter((other) => other.run !== turn.run);
      for (const other of left) await other.grant("before");
    }
    await seen(turn);
  }
  return settled;
}
