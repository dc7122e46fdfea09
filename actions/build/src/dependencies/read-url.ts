import { setTimeout as pause } from "node:timers/promises";
import { ForgeError } from "@plugsmith/schemas";
import { isPlainAddress } from "./check-origin.ts";

export interface UrlRequest {
  readonly url: string;
  /** Most bytes of the answer. */
  readonly mostBytes: number;
  /** For each try, milliseconds. */
  readonly timeoutMs: number;
  readonly accept?: string;
  /** Sent with POST. */
  readonly body?: { readonly type: string; readonly text: string };
  /** Where a redirect may lead, besides the first address's own host. */
  readonly mayLeadTo?: (url: URL) => boolean;
}

export interface UrlAnswer {
  readonly bytes: Uint8Array;
  readonly type: string;
}

const mostRedirects = 3;
const tries = 2;
const retryMs = 500;

class Refused extends Error {}

async function readBody(response: Response, mostBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Counted as it comes: a length that the server states binds nobody.
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > mostBytes) throw new Refused(`its answer is larger than ${mostBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function readOnce(request: UrlRequest): Promise<UrlAnswer> {
  const { url, mostBytes, timeoutMs, accept, body, mayLeadTo = () => false } = request;
  const first = new URL(url);
  const signal = AbortSignal.timeout(timeoutMs);
  let next = first;
  for (let hop = 0; hop <= mostRedirects; hop += 1) {
    const headers = {
      "user-agent": "plugsmith-build",
      ...(accept === undefined ? {} : { accept }),
      ...(body === undefined ? {} : { "content-type": body.type }),
    };
    const given = body === undefined ? {} : { method: "POST", body: body.text };
    const response = await fetch(next, { ...given, headers, redirect: "manual", signal });
    const target = response.headers.get("location");
    if (response.status >= 300 && response.status < 400 && target !== null) {
      await response.body?.cancel();
      const place = new URL(target, next);
      // A signed address of an archive has a query; user and scheme are checked as everywhere.
      const bare = new URL(place);
      bare.search = "";
      bare.hash = "";
      if (place.username !== "" || !isPlainAddress(bare) || (place.host !== first.host && !mayLeadTo(place))) {
        throw new Refused(`it leads to ${place.host || place.protocol}, where nothing may be fetched`);
      }
      next = place;
      continue;
    }
    if (response.status >= 500 || response.status === 429) throw new Error(`it answered ${response.status}`);
    if (!response.ok) throw new Refused(`it answered ${response.status}`);
    return { bytes: await readBody(response, mostBytes), type: response.headers.get("content-type") ?? "" };
  }
  throw new Refused("it leads on and on");
}

/** Errors that a second try right after cannot cure: on a machine without network it would only cost time. */
const hopeless = new Set(["ENOTFOUND", "ENETUNREACH", "EHOSTUNREACH", "UND_ERR_CONNECT_TIMEOUT"]);

function findCode(thrown: unknown): string | undefined {
  const cause = thrown instanceof Error ? thrown.cause : undefined;
  return cause instanceof Error && "code" in cause && typeof cause.code === "string" ? cause.code : undefined;
}

/** Why a request failed, in a few words without addresses of this machine. */
function describe(thrown: unknown): string {
  if (!(thrown instanceof Error)) return "it failed";
  if (thrown.name === "TimeoutError") return "it did not answer in time";
  const code = findCode(thrown);
  return code === undefined ? thrown.message.slice(0, 200) : `no connection (${code.slice(0, 40)})`;
}

/**
 * The answer of an outside address to GET, or to POST with a body; no credentials, few redirects, two tries.
 * @throws ForgeError `dependencies_unavailable` with the host and why.
 */
export async function readUrl(request: UrlRequest): Promise<UrlAnswer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await readOnce(request);
    } catch (thrown) {
      if (!(thrown instanceof Refused) && !hopeless.has(findCode(thrown) ?? "") && attempt < tries) {
        await pause(retryMs);
        continue;
      }
      throw new ForgeError("dependencies_unavailable", {
        message: `${new URL(request.url).host}: ${describe(thrown)}.`,
        hint: "Run the step again when the network is back.",
      });
    }
  }
}
