import { ForgeError } from "@plugsmith/schemas";
import { refuseEndless, refuseSlow } from "./read-bounded.ts";
import type { TufTransport } from "./tuf-ports.ts";

export interface HttpTufOptions {
  readonly fetch: typeof fetch;
  /** Address of a file below `tuf/`; pin a commit in it where the server can (`?ref=<sha>`), so that one look sees one write. */
  readonly addressOf: (path: string) => string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Of one file, from the first byte asked to the last one read: a server that trickles is cut off too. */
  readonly timeoutMs?: number;
}

async function readBody(response: Response, path: string, maximumBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let received = 0;
  for await (const chunk of response.body ?? []) {
    received += chunk.length;
    if (received > maximumBytes) return refuseEndless(path, maximumBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/**
 * The registry over HTTPS, for example GitHub's contents API or a mirror. Redirects are refused: a token travels along.
 * Throws `download_failed` for anything but 200 and 404, `registry_slow` when the time is over.
 */
export function createHttpTufTransport(options: HttpTufOptions): TufTransport {
  const { addressOf, headers = {}, timeoutMs = 20_000 } = options;
  return {
    async read(path, maximumBytes) {
      try {
        const response = await options.fetch(addressOf(path), {
          headers,
          redirect: "error",
          signal: AbortSignal.timeout(timeoutMs),
        });
        if (response.status === 200) return await readBody(response, path, maximumBytes);
        await response.body?.cancel();
        if (response.status === 404) return null;
        throw new ForgeError("download_failed", {
          message: `The registry's server answered ${response.status} for ${path}.`,
          hint: "Check the address and, for a private repository, the token.",
        });
      } catch (cause) {
        if (cause instanceof ForgeError) throw cause;
        if (cause instanceof DOMException && cause.name === "TimeoutError")
          return refuseSlow(`The registry's file ${path}`, timeoutMs, cause);
        throw new ForgeError("download_failed", {
          message: `The registry's file ${path} could not be read.`,
          hint: "What was known before still counts until it expires.",
          cause,
        });
      }
    },
  };
}
