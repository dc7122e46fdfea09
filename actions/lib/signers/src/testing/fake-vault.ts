import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { FakeTransitKey } from "./fake-transit.ts";
import { type Fields, refuse, VaultRefusal } from "./fake-vault-refusal.ts";
import { FakeVaultTokens } from "./fake-vault-tokens.ts";

export interface FakeVaultOptions {
  readonly namespace?: string;
  readonly mount?: string;
  /** Milliseconds since 1970; default the clock's. */
  readonly now?: () => number;
}

/** Transit and token routes of Vault's HTTP API on 127.0.0.1. Whatever the documentation does not know is refused. */
export interface FakeVault {
  readonly url: string;
  readonly keys: Map<string, FakeTransitKey>;
  readonly tokens: FakeVaultTokens;
  /** `METHOD path status` of each request. */
  readonly log: string[];
  /** Answers every request with this status instead; null: works. */
  status: number | null;
  /** Replaces the body of the next answers. */
  garble: ((body: Fields) => unknown) | null;
  close(): Promise<void>;
}

async function readBody(request: IncomingMessage): Promise<Fields> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  if (request.method === "GET") return text === "" ? {} : refuse(400, "GET has no body");
  if (request.headers["content-type"] !== "application/json") refuse(415, "the body must be application/json");
  try {
    return JSON.parse(text) as Fields;
  } catch {
    return refuse(400, "error parsing JSON");
  }
}

function route(vault: FakeVault, options: FakeVaultOptions, request: IncomingMessage, body: Fields): Fields {
  const { headers, method, url = "" } = request;
  if (headers["x-vault-request"] !== "true") refuse(412, "missing 'X-Vault-Request' header");
  if (headers["x-vault-namespace"] !== options.namespace) refuse(403, "permission denied");
  const token = headers["x-vault-token"] as string | undefined;
  const path = url.startsWith("/v1/") ? `${method} ${url.slice(4)}` : refuse(404, "no handler for route");
  if (path === "POST auth/jwt/login")
    return token === undefined ? { auth: vault.tokens.login(body) } : refuse(400, "a login carries no token");
  if (path === "GET auth/token/lookup-self") return { data: vault.tokens.lookup(token) };
  if (path === "POST auth/token/renew-self") return { auth: vault.tokens.renew(token, body) };
  vault.tokens.require(token);
  const mount = options.mount ?? "transit";
  const [, engine, operation, name = "", hash] =
    /^(?:GET|POST) ([^/]+)\/(keys|sign)\/([A-Za-z0-9_.-]+)(?:\/([a-z0-9-]+))?$/u.exec(path) ??
    refuse(404, "no handler for route");
  if (engine !== mount) refuse(404, `no handler for route "${String(engine)}"`);
  const key = vault.keys.get(name);
  if (operation === "keys" && method === "GET" && hash === undefined)
    return { data: key?.describe(name) ?? refuse(404, "") };
  if (operation === "sign" && method === "POST")
    return { data: key?.sign(body, hash) ?? refuse(400, "signing key not found") };
  return refuse(405, "unsupported operation");
}

export async function startFakeVault(options: FakeVaultOptions = {}): Promise<FakeVault> {
  const log: string[] = [];
  const server = createServer((request, response) => {
    const answer = async (): Promise<[number, unknown]> => {
      const body = await readBody(request);
      if (vault.status !== null) refuse(vault.status, "Vault is sealed");
      const frame = { request_id: randomUUID(), lease_id: "", renewable: false, lease_duration: 0 };
      const result = { ...frame, data: null, auth: null, warnings: null, ...route(vault, options, request, body) };
      return [200, vault.garble === null ? result : vault.garble(result)];
    };
    void answer()
      .catch((error: unknown): [number, unknown] => {
        const refusal = error instanceof VaultRefusal ? error : new VaultRefusal(500, String(error));
        return [refusal.status, { errors: refusal.message === "" ? [] : [refusal.message] }];
      })
      .then(([status, body]) => {
        log.push(`${request.method} ${request.url} ${status}`);
        const location = status === 307 ? { location: "http://127.0.0.1:1/" } : {};
        response.writeHead(status, { "content-type": "application/json", ...location }).end(JSON.stringify(body));
      });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const vault: FakeVault = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    keys: new Map(),
    tokens: new FakeVaultTokens(options.now ?? (() => Date.now())),
    log,
    status: null,
    garble: null,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return vault;
}
