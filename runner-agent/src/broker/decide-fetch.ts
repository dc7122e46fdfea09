import type { Permissions } from "@plugsmith/schemas";
import { ForgeError } from "@plugsmith/schemas";
import { denyPermission } from "./deny-permission.ts";

// Not node:net's isIP: this file stays free of I/O modules.
const isIPv4 = (text: string) => /^[0-9]{1,3}(\.[0-9]{1,3}){3}$/.test(text);
const isIP = (text: string) => isIPv4(text) || text.includes(":");

export interface FetchRequest {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | undefined;
}

const methods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);
const headerName = /^[a-z0-9!#$%&'*+.^_`|~-]{1,100}$/;
// The agent writes these itself: they decide where a request goes and where it ends.
const ownHeaders = new Set([
  "host",
  "connection",
  "content-length",
  "transfer-encoding",
  "upgrade",
  "expect",
  "te",
  "trailer",
]);

/** A plugin's fetch as a request to a declared host and port. @throws ForgeError `permission_denied`, `message_invalid`. */
export function decideFetch(permissions: Permissions, params: Readonly<Record<string, unknown>>): FetchRequest {
  const { url: text, method = "GET", headers = {}, data } = params;
  let url: URL;
  try {
    url = new URL(String(text));
  } catch {
    throw new ForgeError("message_invalid", { message: "ctx.fetch needs an absolute URL." });
  }
  const host = url.hostname.replace(/^\[|\]$/g, "").toLowerCase();
  const port = Number(url.port) || (url.protocol === "https:" ? 443 : 80);
  const allowed =
    (url.protocol === "https:" || url.protocol === "http:") &&
    url.username === "" &&
    url.password === "" &&
    permissions.network.outbound.some((own) => own.host === host && own.port === port);
  if (!allowed)
    throw denyPermission(`A connection to ${host.slice(0, 100)}:${port}`, `network:${host.slice(0, 100)}:${port}`);
  if (!methods.has(String(method)))
    throw new ForgeError("message_invalid", { message: `ctx.fetch knows no method ${String(method).slice(0, 20)}.` });
  const clean: Record<string, string> = {};
  for (const [name, value] of Object.entries((headers ?? {}) as Record<string, unknown>)) {
    const lower = name.toLowerCase();
    if (ownHeaders.has(lower)) continue;
    if (!headerName.test(lower) || typeof value !== "string" || /[\r\n\0]/.test(value) || value.length > 8192)
      throw new ForgeError("message_invalid", {
        message: `The header ${JSON.stringify(name.slice(0, 40))} is not valid.`,
      });
    clean[lower] = value;
  }
  const body = typeof data === "string" ? Buffer.from(data, "base64") : undefined;
  return { url, method: String(method), headers: clean, body };
}

/** An IPv4 address inside an IPv6 one (mapped, NAT64) as itself, in whichever way it is written. */
function unmap(address: string): string {
  const [, inner = address] = /^(?:::ffff:|64:ff9b::)(.+)$/.exec(address) ?? [];
  const [, high, low] = /^([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(inner) ?? [];
  if (high === undefined || low === undefined) return inner;
  const [one, two] = [Number.parseInt(high, 16), Number.parseInt(low, 16)];
  return [one >> 8, one & 255, two >> 8, two & 255].join(".");
}

/**
 * Whether a host may be reached at this address. A name must not lead to this machine or to link-local addresses (cloud
 * metadata): whoever controls its DNS would get there. An address or `localhost` written in the manifest may.
 */
export function allowsAddress(host: string, address: string): boolean {
  if (host === "localhost" || isIP(host)) return true;
  const plain = unmap(address.toLowerCase());
  if (isIPv4(plain)) return !/^(127|0)\.|^169\.254\.|^(22[4-9]|2[3-5][0-9])\./.test(plain);
  return plain !== "::1" && plain !== "::" && !/^fe[89ab]|^ff/.test(plain);
}
