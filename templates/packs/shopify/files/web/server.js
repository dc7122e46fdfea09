/** @import { AppRequest } from "./src/types.js" */
import { timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";
import { createFileStore } from "./file-store.js";
import { createShopifyLibrary } from "./shopify-library.js";
import { createApp } from "./src/app.js";

const largestBody = 256 * 1024;
const answerMs = 10_000;

/** @type {(name: string) => string} */
function need(name) {
  const value = process.env[name]?.trim();
  if (!value) throw new Error(`${name} is not set; README.md names every variable.`);
  return value;
}

const providerBase = new URL(need("PROVIDER_API_BASE"));
if (providerBase.protocol !== "https:" || providerBase.username !== "") throw new Error("PROVIDER_API_BASE must be https, without a user.");
const hostName = need("HOST_NAME");
const proxySecret = need("PROXY_SECRET");
if (proxySecret.length < 32) throw new Error("PROXY_SECRET needs at least 32 characters.");

/**
 * Shopify shows its client certificate to the TLS end in front of this server, which checks it and says so in a header
 * that only the two know. @type {(header: string | undefined) => boolean}
 */
function saysTrusted(header = "") {
  const [given, own] = [Buffer.from(header), Buffer.from(proxySecret)];
  return given.length === own.length && timingSafeEqual(given, own);
}

const app = createApp({
  shopify: createShopifyLibrary({
    apiKey: need("SHOPIFY_API_KEY"),
    apiSecret: need("SHOPIFY_API_SECRET"),
    hostName,
    scopes: ["write_payment_gateways", "write_payment_sessions"],
  }),
  store: createFileStore(need("STORE_FOLDER"), need("STORE_SECRET")),
  settings: {
    hostName,
    providerBase: providerBase.href.replace(/\/+$/, ""),
    formSecret: need("STORE_SECRET"),
    retryBaseMs: 200,
  },
  async fetch(url, init) {
    const answer = await fetch(url, { ...init, redirect: "manual", signal: AbortSignal.timeout(answerMs) });
    return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() };
  },
  emit: async () => {},
  log: (level, message, facts) => console[level](JSON.stringify({ level, message, ...facts })),
  now: Date.now,
});

const server = createServer(async (incoming, outgoing) => {
  /** @type {Buffer[]} */
  const parts = [];
  let size = 0;
  for await (const part of incoming) {
    size += part.length;
    if (size > largestBody) {
      outgoing.writeHead(413, { connection: "close" }).end();
      return;
    }
    parts.push(part);
  }
  /** @type {Record<string, string>} */
  const headers = {};
  for (const [name, value] of Object.entries(incoming.headers)) if (typeof value === "string") headers[name] = value;
  const answer = await app.handle({
    method: incoming.method ?? "GET",
    path: incoming.url ?? "/",
    headers,
    body: Buffer.concat(parts).toString("utf8"),
    fromShopify: saysTrusted(headers["x-proxy-secret"]),
  });
  outgoing.writeHead(answer.status, /** @type {import("node:http").OutgoingHttpHeaders} */ ({ ...answer.headers })).end(answer.body);
});

server.listen(Number(process.env["PORT"] ?? 3000), () => {
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  console.info(JSON.stringify({ level: "info", message: "listening", port }));
});
process.once("SIGTERM", () => server.close());
