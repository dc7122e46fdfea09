import type { ParseIssue } from "@plugsmith/schemas";

const grammar =
  /^https:\/\/(?<host>[A-Za-z0-9.-]{1,253})(?::(?<port>[0-9]{1,5}))?(?:\/[A-Za-z0-9._~!$&'()*+,;=:@/%-]*)?(?:\?[A-Za-z0-9._~!$&'()*+,;=:@/?%-]*)?$/u;
const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/u;
/** Names that mean this machine or the network it stands in (RFC 6761, 6762, 8375 and ICANN's .internal). */
const localNames = new Set(["localhost", "local", "internal", "lan", "intranet", "corp", "home", "arpa"]);

/** Why a host name is not one of the public internet, or undefined. It is never looked up. */
export function explainHost(host: string): string | undefined {
  const labels = host.split(".");
  const top = labels.at(-1) ?? "";
  if (/^[0-9.]+$/u.test(host) || /^(?:0x[0-9a-f]*|[0-9]+)$/u.test(top)) return "must name a host, not an IP address";
  if (labels.length < 2 || localNames.has(top)) return "must name a host of the public internet";
  if (labels.some((part) => part.startsWith("xn--")))
    return "must be spelled with the letters a-z: an encoded international name cannot be told from its look-alikes";
  if (!labels.every((part) => label.test(part)) || !/^[a-z]{2,63}$/u.test(top)) return "holds no valid host name";
  return undefined;
}

function explainUrl(text: string): string | undefined {
  if (!/^https:\/\//iu.test(text)) return "must begin with https://";
  const authority = text.slice("https://".length).split(/[/?#\\]/u, 1)[0] ?? "";
  if (authority.includes("@")) return "must not hold a user name or password";
  if (authority.startsWith("[")) return "must name a host, not an IP address";
  if (/\P{ASCII}/u.test(authority)) return "must be spelled with the letters a-z: other letters may be look-alikes";
  const groups = grammar.exec(text)?.groups;
  if (!groups) return "is no plain https address (letters, digits and the usual signs; no spaces, quotes or fragment)";
  if (groups["port"] !== undefined && !(Number(groups["port"]) >= 1 && Number(groups["port"]) <= 65_535))
    return "needs a port between 1 and 65535";
  const host = (groups["host"] ?? "").toLowerCase();
  // Whatever a browser would make of the name must be the name that people read.
  return (
    explainHost(host) ??
    (URL.canParse(text) && new URL(text).hostname === host ? undefined : "holds no valid host name")
  );
}

/** An address that is kept as text and never fetched; it must still be what it seems to be when a person follows it. */
export function checkUrl(path: string, text: string): ParseIssue[] {
  const message = explainUrl(text);
  return message === undefined ? [] : [{ path, rule: "url", message, example: "https://acme.example/logo.svg" }];
}
