import { ForgeError, toForgeError } from "@plugsmith/schemas";

export interface GroupWriterPorts {
  transact<T>(work: () => T, durable: boolean): T;
  /** Runs inside each transaction after the writes; answers what to do when it is on disk. */
  each(): () => void;
  /** The transaction was undone. */
  undone(): void;
  after(ms: number, run: () => void): () => void;
  log(message: string): void;
}

export interface GroupWriter {
  /**
   * Does `work` in the next transaction; resolves when it is on disk. A ForgeError that `work` throws before it wrote anything
   * rejects it alone. `keep`: what came of a try. It is written again until the disk takes it, and nobody waits for the disk:
   * after a loss of power the job runs once more, after a kill it does not.
   */
  write<T>(work: () => T, keep?: boolean): Promise<T>;
  /** Has a transaction done soon although nobody writes. */
  poke(): void;
  /** Writes what waits, at once. */
  flush(): void;
  close(): void;
}

interface Entry {
  readonly work: () => unknown;
  readonly keep: boolean;
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
}

/** What one transaction holds at most, so that the control socket answers in between. */
const most = 500;
const retryMs = 1_000;

/** Collects the writes of one turn of the event loop in one transaction: one wait for the disk for all of them. */
export function createGroupWriter(ports: GroupWriterPorts): GroupWriter {
  let pending: Entry[] = [];
  let soon = false;
  let closed = false;
  let cancelRetry = () => {};

  function poke(): void {
    if (soon || closed) return;
    soon = true;
    setImmediate(() => {
      soon = false;
      if (!closed) flush();
    });
  }

  function giveBack(entries: readonly Entry[], error: unknown): void {
    const cause = toForgeError(error);
    ports.undone();
    ports.log(`the job queue could not be written: ${cause.message}`);
    pending = [...entries.filter(({ keep }) => keep), ...pending];
    for (const { keep, reject } of entries)
      if (!keep) reject(new ForgeError("unexpected", { message: `The job queue: ${cause.message}`, cause: error }));
    cancelRetry();
    cancelRetry = ports.after(retryMs, poke);
  }

  function flush(): void {
    const entries = pending.slice(0, most);
    pending = pending.slice(most);
    const durable = entries.some(({ keep }) => !keep);
    const answers: (() => void)[] = [];
    let go: () => void;
    try {
      go = ports.transact(() => {
        for (const { work, resolve, reject } of entries) {
          try {
            const value = work() as never;
            answers.push(() => resolve(value));
          } catch (error) {
            if (!(error instanceof ForgeError)) throw error;
            answers.push(() => reject(error));
          }
        }
        return ports.each();
      }, durable);
    } catch (error) {
      return giveBack(entries, error);
    }
    for (const answer of answers) answer();
    go();
    if (pending.length > 0) poke();
  }

  return {
    write<T>(work: () => T, keep = false) {
      return new Promise<T>((resolve, reject) => {
        if (closed) return reject(new ForgeError("not_now", { message: "The agent is shutting down." }));
        pending.push({ work, keep, resolve, reject });
        poke();
      });
    },
    poke,
    flush,
    close() {
      closed = true;
      cancelRetry();
      for (const { reject } of pending.splice(0))
        reject(new ForgeError("not_now", { message: "The agent is shutting down." }));
    },
  };
}
