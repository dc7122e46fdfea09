/** Whether packages may be fetched from an address: https, or plain http on this machine; no user, no query, no fragment. */
export function isPlainAddress(url: URL): boolean {
  const local = url.hostname === "127.0.0.1" || url.hostname === "localhost" || url.hostname === "[::1]";
  const scheme = url.protocol === "https:" || (url.protocol === "http:" && local);
  return scheme && url.username === "" && url.password === "" && url.search === "" && url.hash === "";
}

/** A lockfile's address as URL when it is plain and of one of the origins; `null` otherwise. */
export function parseAllowedUrl(text: string, origins: readonly string[]): URL | null {
  if (text.length > 1000 || !URL.canParse(text)) return null;
  const url = new URL(text);
  return isPlainAddress(url) && origins.includes(url.origin) ? url : null;
}
