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

/** One file of the registry, never more than `maximumBytes`, also where a transport does not keep its word. */
export async function readBounded(transport: TufTransport, path: string, maximumBytes: number): Promise<Buffer | null> {
  const bytes = await transport.read(path, maximumBytes);
  if (bytes === null) return null;
  return bytes.byteLength > maximumBytes ? refuseEndless(path, maximumBytes) : Buffer.from(bytes);
}
