import { ForgeError } from "@plugsmith/schemas";
import type { TufTransport } from "./tuf-ports.ts";

/** What every transport throws when a file is longer than it may be. */
export const refuseEndless = (path: string, maximumBytes: number): never => {
  throw new ForgeError("registry_endless", {
    message: `The registry's file ${path} is longer than the ${maximumBytes} bytes that it may have.`,
    hint: "Nothing of it is used. Ask who serves the branch forge/registry.",
    facts: { path, maximumBytes },
  });
};

/** What every transport throws when a file has not come in its time: a server that trickles keeps a reader from newer ones. */
export const refuseSlow = (what: string, ms: number, cause?: unknown): never => {
  throw new ForgeError("registry_slow", {
    message: `${what} did not come within ${ms / 1_000} s.`,
    hint: "What was known before still counts until it expires. Look at the network and at who serves the branch forge/registry.",
    cause,
  });
};

/** One file of the registry, never more than `maximumBytes`, also where a transport does not keep its word. */
export async function readBounded(transport: TufTransport, path: string, maximumBytes: number): Promise<Buffer | null> {
  const bytes = await transport.read(path, maximumBytes);
  if (bytes === null) return null;
  return bytes.byteLength > maximumBytes ? refuseEndless(path, maximumBytes) : Buffer.from(bytes);
}
