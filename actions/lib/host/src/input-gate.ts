import type { Readable, Writable } from "node:stream";

export interface GateLimits {
  /** Bytes of ours that the other side may leave unread. */
  readonly unread: number;
  /** Bytes of all its open requests together. */
  readonly open: number;
}

/** Decides when the other side is read: what it makes us hold and do must stay within limits. */
export interface InputGate {
  /** The other side does not read what we wrote. */
  isBackedUp(): boolean;
  /** A request of so many bytes is open; the answer ends it. */
  open(bytes: number): () => void;
  /** Something was written: looks whether the other side still reads. */
  look(): void;
  /** Reads nothing for so long. */
  rest(ms: number): void;
  /** Resolves when the other side reads again; at once when it does. */
  room(): Promise<void>;
}

/** A gate before `input`, whose answers go to `output`. */
export function createInputGate(input: Readable, output: Writable, limits: GateLimits): InputGate {
  const waiting = new Set<() => void>();
  let resting = false;
  let openBytes = 0;
  const isBackedUp = () => output.writableLength > limits.unread;

  function look(): void {
    const shut = resting || isBackedUp() || openBytes > limits.open;
    if (shut && !input.isPaused()) input.pause();
    else if (!shut && input.isPaused()) input.resume();
  }

  output.on("drain", () => {
    look();
    for (const wake of waiting) wake();
    waiting.clear();
  });

  return {
    isBackedUp,
    look,
    open(bytes) {
      openBytes += bytes;
      look();
      return () => {
        openBytes -= bytes;
        look();
      };
    },
    rest(ms) {
      if (resting) return;
      resting = true;
      look();
      setTimeout(() => {
        resting = false;
        look();
      }, ms);
    },
    room: () => (isBackedUp() ? new Promise((resolve) => waiting.add(resolve)) : Promise.resolve()),
  };
}
