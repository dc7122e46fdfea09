import type { TufTransport } from "./tuf-ports.ts";

/** The registry's folder `tuf/` as texts by path. The map may change between reads, as a branch does. */
export function createMemoryTufTransport(files: ReadonlyMap<string, string>): TufTransport {
  return {
    read: async (path) => {
      const text = files.get(path);
      return text === undefined ? null : Buffer.from(text);
    },
  };
}
