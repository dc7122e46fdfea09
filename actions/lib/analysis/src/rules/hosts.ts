/** Where stolen data is taken, and what mines, by host or its end. */
const drops =
  /(^|\.)(pastebin\.com|paste\.ee|hastebin\.com|ghostbin\.com|transfer\.sh|file\.io|webhook\.site|requestbin\.(com|net)|requestcatcher\.com|pipedream\.net|beeceptor\.com|burpcollaborator\.net|oastify\.com|oast\.(fun|pro|live|site|online|me)|interact\.sh|dnslog\.cn|ngrok\.(io|app)|ngrok-free\.app|trycloudflare\.com|serveo\.net|localtunnel\.me|api\.telegram\.org|discord(app)?\.com|iplogger\.org|grabify\.link|anonfiles\.com|gofile\.io)$/;
const pools =
  /(^|\.)(coinhive\.com|coin-hive\.com|authedmine\.com|crypto-loot\.com|cryptoloot\.pro|coinimp\.com|webminepool\.com|minexmr\.com|supportxmr\.com|nanopool\.org|moneroocean\.stream|hashvault\.pro|2miners\.com|f2pool\.com|nicehash\.com|xmrpool\.eu|monerohash\.com)$/;
const address = /\b(https?|wss?|ftps?|tcp|tls|ssl|stratum\+(?:tcp|ssl)):\/\/([^\s/?#"'<>\\`(){}|]{1,300})/gi;

export interface Address {
  readonly scheme: string;
  readonly host: string;
}

/** Hosts of every address in a text, in lower case, without user and port. */
export function listAddresses(text: string): Address[] {
  return [...text.matchAll(address)].map(([, scheme = "", authority = ""]) => {
    const host = authority
      .slice(authority.lastIndexOf("@") + 1)
      .replace(/:\d{0,5}$/, "")
      .toLowerCase();
    return { scheme: scheme.toLowerCase(), host };
  });
}

export const isDrop = (host: string): boolean => drops.test(host);
export const isPool = (host: string, scheme = ""): boolean => scheme.startsWith("stratum") || pools.test(host);

/** Where texts about code link to; none of them takes what somebody posts. */
const references =
  /^(www\.)?(github\.com|w3\.org|wikipedia\.org|mozilla\.org|developer\.mozilla\.org|reactjs\.org|react\.dev|jquery\.com|nodejs\.org|wordpress\.org|php\.net|python\.org|json-schema\.org|schema\.org)$/;

export const isReference = (host: string): boolean => references.test(host);

const isNumber = (host: string) => /^\d{1,3}(\.\d{1,3}){3}$/.test(host);
const isPrivate = (host: string) =>
  /^(127|10|0|192\.168|169\.254|172\.(1[6-9]|2\d|3[01])|255|192\.0\.2|198\.51\.100|203\.0\.113)\./.test(host);

/** A public address in numbers. */
export const isBareNumber = (host: string): boolean => isNumber(host) && !isPrivate(host);

/** Hosts that are this machine or its neighbours, or no hosts. */
export const isNear = (host: string): boolean =>
  !/[a-z0-9]/.test(host) ||
  isPrivate(`${host}.`) ||
  (isNumber(host) && isPrivate(host)) ||
  /(^|\.)(localhost|local|internal)$|^\[?::1\]?$|^[^.]+$|%/.test(host);

/** Hosts that no one owns, as examples in texts have them, or that are near. */
export const isNowhere = (host: string): boolean =>
  isNear(host) || /(^|\.)(example|test|invalid|example\.(com|org|net))$/.test(host);
