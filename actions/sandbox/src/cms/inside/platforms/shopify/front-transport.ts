import {
  createServer as createPlainServer,
  type IncomingMessage,
  type ServerResponse,
  request as send,
} from "node:http";
import { createServer } from "node:https";
import type { HostAnswer, HostRequest } from "./host/shopify-host.ts";

/** Port of the TLS end, which all names lead to. */
export const frontPort = 8443;
/** Port of the same app without TLS, for who calls it by address. */
export const plainPort = 8080;
export const names = {
  shop: "corner-shop.myshopify.com",
  app: "app.plugsmith.example",
  provider: "pay.provider.example",
} as const;
const provider = "127.0.0.1:9500";

export async function readBody(stream: AsyncIterable<unknown>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

/** A call to a port of this machine; redirects are the caller's. Status 502 when nobody answers. */
export function callPort(
  port: number,
  { method, path, headers, body }: HostRequest,
): Promise<HostAnswer & { cookies: string[] }> {
  const { "content-length": _size, connection: _kept, "transfer-encoding": _sent, ...rest } = headers;
  return new Promise((resolve) => {
    // A connection of its own: of one that was kept the other side may just have grown tired, and the call would be lost.
    const to = { host: "127.0.0.1", port, method, path, headers: rest, timeout: 60_000, agent: false };
    const call = send(to, (answer) => {
      const plain = Object.entries(answer.headers).flatMap(([name, value]) =>
        typeof value === "string" && !["connection", "transfer-encoding", "content-length"].includes(name)
          ? [[name, value]]
          : [],
      );
      void readBody(answer).then((text) =>
        resolve({
          status: answer.statusCode ?? 502,
          headers: Object.fromEntries(plain) as Record<string, string>,
          cookies: answer.headers["set-cookie"] ?? [],
          body: text,
        }),
      );
    });
    call.on("timeout", () => call.destroy());
    call.on("error", () => resolve({ status: 502, headers: {}, cookies: [], body: "" }));
    call.end(body);
  });
}

export interface FrontPorts {
  /** The contract host of Shopify. */
  host(request: HostRequest): Promise<HostAnswer>;
  /** Port of the app's server; undefined while it does not run. */
  appPort(): number | undefined;
  onRequest(record: { name: string; method: string; path: string; status: number; ms: number }): void;
}

/** The TLS end in front of shop, app and provider, and a plain one of the app. Answers how to stop both. */
export async function openFront(certificate: { key: string; cert: string }, ports: FrontPorts): Promise<() => void> {
  async function answer(name: string, request: HostRequest): Promise<HostAnswer & { cookies?: string[] }> {
    if (name === names.shop) return ports.host(request);
    if (name === names.provider) {
      const said = await callPort(Number(provider.split(":")[1]), request);
      // As the provider's own TLS end would: its pages are at its public name.
      return { ...said, body: said.body.replaceAll(`http://${provider}`, `https://${names.provider}`) };
    }
    const port = ports.appPort();
    // Who is not Shopify cannot say that it is.
    const { "x-proxy-secret": _claim, ...headers } = request.headers;
    return port === undefined ? { status: 503, headers: {}, body: "" } : callPort(port, { ...request, headers });
  }

  async function serve(incoming: IncomingMessage, outgoing: ServerResponse, fixed?: string): Promise<void> {
    const began = performance.now();
    const body = await readBody(incoming);
    const headers = Object.fromEntries(Object.entries(incoming.headers).map(([key, value]) => [key, String(value)]));
    const { method = "GET", url: path = "/" } = incoming;
    const name = fixed ?? (headers["host"] ?? "").split(":")[0] ?? "";
    const said = await answer(name, { method, path, headers, body });
    const cookies = said.cookies ?? [];
    outgoing
      .writeHead(said.status, { ...said.headers, ...(cookies.length > 0 ? { "set-cookie": cookies } : {}) })
      .end(said.body);
    ports.onRequest({
      name,
      method,
      path: path.split("?")[0] ?? "",
      status: said.status,
      ms: Math.round(performance.now() - began),
    });
  }

  const handle = (fixed?: string) => (incoming: IncomingMessage, outgoing: ServerResponse) =>
    void serve(incoming, outgoing, fixed).catch((error: unknown) => outgoing.writeHead(500).end(String(error)));
  // Clients end idle connections: this busy process would end them before it reads what they still sent.
  const kept = { keepAliveTimeout: 0 };
  const servers = [createServer({ ...certificate, ...kept }, handle()), createPlainServer(kept, handle(names.app))];
  await Promise.all(
    servers.map(
      (server, at) => new Promise<void>((resolve) => server.listen([frontPort, plainPort][at], "127.0.0.1", resolve)),
    ),
  );
  return () => {
    for (const server of servers) {
      server.close();
      server.closeAllConnections();
    }
  };
}
