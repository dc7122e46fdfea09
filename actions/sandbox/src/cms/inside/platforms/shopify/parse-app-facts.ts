import type { AppFacts } from "./host/shop-state.ts";

/** First value of a TOML key that is a text, alone or first in a list, wherever it stands. */
function findValue(toml: string, key: string): string {
  const line = toml.split("\n").find((each) => each.trimStart().startsWith(`${key} = `)) ?? "";
  const begin = line.indexOf('"');
  let end = begin + 1;
  while (end < line.length && line[end] !== '"') end += line[end] === "\\" ? 2 : 1;
  if (begin < 0 || end >= line.length) throw new Error(`The app's configuration has no ${key}.`);
  return JSON.parse(line.slice(begin, end + 1)) as string;
}

const toPath = (url: string) => new URL(url, "https://app.invalid").pathname;

/**
 * What shopify.app.toml and the payments extension say of an app, as far as the contract host needs it. The host's name in
 * their addresses is the merchant's own and is left out. @throws Error naming what is missing.
 */
export function parseAppFacts(app: string, extension: string, name: string): AppFacts {
  return {
    name,
    brand: findValue(app, "name"),
    scopes: findValue(app, "scopes"),
    callback: toPath(findValue(app, "redirect_urls")),
    webhooks: toPath(findValue(app, "uri")),
    paymentSession: toPath(findValue(extension, "payment_session_url")),
    refundSession: toPath(findValue(extension, "refund_session_url")),
  };
}
