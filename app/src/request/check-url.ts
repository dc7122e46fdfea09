import type { ParseIssue } from "@plugsmith/schemas";

const grammar =
  /^https:\/\/[A-Za-z0-9.-]{1,253}(?::[0-9]{1,5})?(?:\/[A-Za-z0-9._~!$&'()*+,;=:@/%-]*)?(?:\?[A-Za-z0-9._~!$&'()*+,;=:@/?%-]*)?$/u;
const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/u;
/** Names that mean this machine or the network it stands in (RFC 6761, 6762, 8375 and ICANN's .internal). */
const localNames = new Set(["localhost", "local", "internal", "lan", "intranet", "corp", "home", "arpa"]);

/** Why a host name is not one of the public internet, or undefined. It is never looked up. */
export function explainHost(host: string): string | undefined {
  const labels = host.split(".");
  const top = host.slice(host.lastIndexOf(".") + 1);
  if (/^(?:0x[0-9a-f]*|[0-9]+)$/u.test(top)) return "must name a host, not an IP address";
  if (labels.length < 2 || localNames.has(top)) return "must name a host of the public internet";
  if (labels.some((part) => part.startsWith("xn--")))
    return "must be spelled with the letters a-z: an encoded international name cannot be told from its look-alikes";
  if (!labels.every((part) => label.test(part)) || !/^[a-z]{2,63}$/u.test(top)) return "holds no valid host name";
  return undefined;
}

function explainUrl(text: string): string | undefined {
  if (!/^https:\/\//iu.test(text)) return "must begin with https://";
  const authority = text.slice("https://".length).replace(/[/?#\\].*/su, "");
  if (authority.includes("@")) return "must not hold a user name or password";
  if (authority.startsWith("[")) return "must name a host, not an IP address";
  if (/\P{ASCII}/u.test(authority)) return "must be spelled with the letters a-z: other letters may be look-alikes";
  if (!grammar.test(text))
    return "is no plain https address (letters, digits and the usual signs; no spaces, quotes or fragment)";
  const host = authority.replace(/:.*/u, "");
  const port = Number(authority.slice(host.length + 1));
  if (host !== authority && (port < 1 || port > 65_535)) return "needs a port between 1 and 65535";
  return explainHost(host.toLowerCase());
}

/** An address that is kept as text and never fetched; it must still be what it seems to be when a person follows it. */
export function checkUrl(path: string, text: string): ParseIssue[] {
  const message = explainUrl(text);
  return message === undefined ? [] : [{ path, rule: "url", message, example: "https://acme.example/logo.svg" }];
}
