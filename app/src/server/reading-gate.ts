/** One body that is being read. */
export interface Reading {
  /** Counts bytes that were kept; false: no room is left for them. */
  grow(bytes: number): boolean;
  leave(): void;
}

export interface GateLimits {
  /** Bodies read at once, from everywhere. */
  readonly reads: number;
  /** Bodies read at once from one address, so that slow senders cannot take all places. */
  readonly readsPerAddress: number;
  /** Bytes of unfinished bodies that may be held in memory at once. */
  readonly bytes: number;
}

export const defaultGateLimits: GateLimits = { reads: 64, readsPerAddress: 24, bytes: 64 * 1024 * 1024 };

/** Counts what is being read at the door, and says when there is no place for more. */
export function createReadingGate(limits: GateLimits) {
  const addresses = new Map<string, number>();
  let reads = 0;
  let bytes = 0;
  return {
    get bytes() {
      return bytes;
    },
    /** A place for one body, or null when there is none. */
    enter(address: string): Reading | null {
      const own = addresses.get(address) ?? 0;
      if (reads >= limits.reads || own >= limits.readsPerAddress) return null;
      reads += 1;
      addresses.set(address, own + 1);
      let held = 0;
      let open = true;
      return {
        grow(more) {
          if (bytes + more > limits.bytes) return false;
          held += more;
          bytes += more;
          return true;
        },
        leave() {
          if (!open) return;
          open = false;
          reads -= 1;
          bytes -= held;
          const left = (addresses.get(address) ?? 1) - 1;
          if (left === 0) addresses.delete(address);
          else addresses.set(address, left);
        },
      };
    },
  };
}

export type ReadingGate = ReturnType<typeof createReadingGate>;
