/** One body that is being read. */
export interface Reading {
  /** Counts bytes that were kept; false: no room is left for them. */
  grow(bytes: number): boolean;
  leave(): void;
}

export interface GateLimits {
  /** Bodies read at once, from everywhere. */
  readonly reads: number;
  /** Bodies read at once from one address. */
  readonly readsPerAddress: number;
  /** Bytes of unfinished bodies that may be held in memory at once. */
  readonly bytes: number;
}

export const defaultGateLimits: GateLimits = { reads: 256, readsPerAddress: 24, bytes: 64 * 1024 * 1024 };

interface Place {
  readonly address: string;
  readonly evict: () => void;
  bytes: number;
}

/**
 * Counts what is being read at the door. When there is no place for more, whoever has been reading for the longest has to
 * go: a body of GitHub's is there within milliseconds, so it is a slow sender that pays for being slow.
 */
export function createReadingGate(limits: GateLimits) {
  /** In the order in which they began. */
  const places = new Set<Place>();
  const addresses = new Map<string, number>();
  let bytes = 0;

  function leave(place: Place): void {
    if (!places.delete(place)) return;
    bytes -= place.bytes;
    const left = (addresses.get(place.address) ?? 1) - 1;
    if (left === 0) addresses.delete(place.address);
    else addresses.set(place.address, left);
  }

  /** Makes the oldest place free, unless it is `own`; false: there is none. */
  function evictOldest(own: Place | null): boolean {
    const [oldest] = places;
    if (!oldest || oldest === own) return false;
    leave(oldest);
    oldest.evict();
    return true;
  }

  return {
    get bytes() {
      return bytes;
    },
    /** A place for one body; null: its address has too many. `evict` is called when the place is taken away again. */
    enter(address: string, evict: () => void): Reading | null {
      const own = addresses.get(address) ?? 0;
      if (own >= limits.readsPerAddress) return null;
      if (places.size >= limits.reads && !evictOldest(null)) return null;
      const place: Place = { address, evict, bytes: 0 };
      places.add(place);
      addresses.set(address, own + 1);
      return {
        grow(more) {
          if (!places.has(place)) return false;
          while (bytes + more > limits.bytes) if (!evictOldest(place)) return false;
          place.bytes += more;
          bytes += more;
          return true;
        },
        leave: () => leave(place),
      };
    },
  };
}

export type ReadingGate = ReturnType<typeof createReadingGate>;
