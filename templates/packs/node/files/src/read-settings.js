const text = (value, limit) => (typeof value === "string" ? value.trim().slice(0, limit) : "");

/** Hosts that cannot be reached over a public network, where plain http does no harm. */
const isPrivateHost = (host) => /^(127\.\d+\.\d+\.\d+|\[::1\]|localhost|.+\.(test|localhost|invalid|internal))$/.test(host);

function readApiBase(value) {
  const given = text(value, 500);
  const url = URL.canParse(given) ? new URL(given) : null;
  if (url === null || url.username !== "" || url.search !== "" || url.hash !== "") return "";
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isPrivateHost(url.hostname))) return "";
  return url.href.replace(/\/+$/, "");
}

/** Settings from the agent's configuration; a wrong value becomes empty or the default, nothing throws. */
export function readSettings(config) {
  const given = typeof config === "object" && config !== null ? config : {};
  const pause = Number(given.retryBaseMs ?? 200);
  return {
    apiBase: readApiBase(given.apiBase),
    apiKey: text(given.apiKey, 500),
    webhookSecret: text(given.webhookSecret, 500),
    locale: text(given.locale, 10),
    retryBaseMs: Number.isInteger(pause) && pause >= 1 && pause <= 5000 ? pause : 200,
  };
}
