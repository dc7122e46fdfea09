import { lookup } from "node:dns/promises";
import type { ClientRequest, IncomingMessage, RequestOptions } from "node:http";
import { ForgeError } from "@plugsmith/schemas";
import { allowsAddress, type FetchRequest } from "./decide-fetch.ts";

const maxBodyBytes = 2 * 2 ** 20;
const timeoutMs = 15_000;

export type PluginFetch = (
  request: FetchRequest,
  signal: AbortSignal,
) => Promise<{
  status: number;
  statusText: string;
  headers: Record<string, string>;
  data: string;
}>;

async function pinAddress(host: string): Promise<{ address: string; family: number }> {
  const found = await lookup(host, { all: true }).catch((cause: Error) => {
    throw new ForgeError("call_failed", { message: `${host}: ${cause.message}`, cause });
  });
  const first = found.find(({ address }) => allowsAddress(host, address));
  if (first) return first;
  throw new ForgeError("permission_denied", {
    message: `${host} leads to an address of this machine or its own link.`,
    hint: "Declare localhost or the address itself where that is meant.",
  });
}

/**
 * One request to one address that was looked up once (no second look-up can move it); redirects are answers, not
 * followed. 2 MiB and 15 s at most.
 */
export const fetchForPlugin: PluginFetch = async (request, signal) => {
  const { url, method, headers, body } = request;
  if (body && body.length > maxBodyBytes) throw new ForgeError("message_too_large");
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const pinned = await pinAddress(host);
  // Not imported: `import "node:http"` costs 23 ms at start, and most benches never fetch.
  const module = process.getBuiltinModule(url.protocol === "https:" ? "node:https" : "node:http");
  const options: RequestOptions = {
    method,
    headers: { ...headers, ...(body ? { "content-length": body.length } : {}) },
    agent: false,
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    lookup: (_host, { all }, done) => {
      if (all) done(null, [pinned]);
      else done(null, pinned.address, pinned.family);
    },
  };
  return new Promise((resolve, reject) => {
    const fail = (cause: Error) =>
      reject(
        cause instanceof ForgeError
          ? cause
          : new ForgeError("call_failed", { message: `${url.host}: ${cause.message}`, cause }),
      );
    const outgoing: ClientRequest = module.request(url, options, (answer: IncomingMessage) => {
      const chunks: Buffer[] = [];
      let total = 0;
      answer.on("data", (chunk: Buffer) => {
        total += chunk.length;
        if (total > maxBodyBytes)
          outgoing.destroy(
            new ForgeError("message_too_large", {
              message: `The answer of ${url.host} is larger than ${maxBodyBytes} bytes.`,
            }),
          );
        else chunks.push(chunk);
      });
      answer.once("error", fail);
      answer.once("end", () => {
        const pairs = Object.entries(answer.headers).map(([name, value]) => [name, String(value)] as const);
        resolve({
          status: answer.statusCode ?? 0,
          statusText: answer.statusMessage ?? "",
          headers: Object.fromEntries(pairs),
          data: Buffer.concat(chunks).toString("base64"),
        });
      });
    });
    outgoing.once("error", fail);
    // An answer that switches protocols ends the connection without an error.
    outgoing.once("close", () => fail(new Error("the connection was closed before the answer ended")));
    outgoing.end(body);
  });
};
