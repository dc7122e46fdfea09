import type { AddressInfo } from "node:net";
import { ForgeError } from "@plugsmith/schemas";

export interface HttpRoutes {
  /** The agent answers. */
  healthz(): { readonly ok: boolean; readonly body: object };
  /** It loads plugins, and every source of events works or says why not. */
  readyz(): { readonly ok: boolean; readonly body: object };
  metrics(): Promise<{ readonly type: string; readonly text: string }>;
}

/** `/healthz`, `/readyz` and `/metrics` on loopback. Nothing here changes anything. */
export async function openHttp(
  host: string,
  port: number,
  routes: HttpRoutes,
): Promise<{ port: number; close(): Promise<void> }> {
  // Not imported: `import "node:http"` costs 23 ms at start (facts/performance.md).
  const { createServer } = process.getBuiltinModule("node:http");
  const server = createServer((request, response) => {
    const path = (request.url ?? "").split("?")[0];
    const send = (status: number, type: string, text: string) => {
      response.writeHead(status, { "content-type": type });
      response.end(request.method === "HEAD" ? undefined : text);
    };
    request.resume();
    if (request.method !== "GET" && request.method !== "HEAD") return send(405, "text/plain", "GET only\n");
    if (path === "/healthz" || path === "/readyz") {
      const { ok, body } = path === "/healthz" ? routes.healthz() : routes.readyz();
      return send(ok ? 200 : 503, "application/json", `${JSON.stringify(body)}\n`);
    }
    if (path === "/metrics")
      return void routes.metrics().then(
        ({ type, text }) => send(200, type, text),
        () => send(500, "text/plain", "metrics failed\n"),
      );
    return send(404, "text/plain", "/healthz, /readyz or /metrics\n");
  });
  server.requestTimeout = 5_000;
  server.headersTimeout = 5_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause) =>
      reject(new ForgeError("bench_config_invalid", { message: `http ${host}:${port}: ${cause.message}`, cause })),
    );
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
