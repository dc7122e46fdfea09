import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface RegistryAnswer {
  readonly status?: number;
  readonly type?: string;
  readonly body?: string | Uint8Array;
  readonly location?: string;
}

export interface TestRegistry {
  readonly origin: string;
  /** `GET /path` to what is answered; asking for anything else is noted in `strange`. */
  readonly routes: Map<string, RegistryAnswer | ((body: string) => RegistryAnswer)>;
  /** Every request with its headers, in order. */
  readonly asked: { readonly what: string; readonly body: string; readonly headers: Record<string, unknown> }[];
  readonly strange: string[];
  close(): Promise<void>;
}

/** A strict server on loopback that stands for a registry or a source of advisories. */
export async function startRegistry(): Promise<TestRegistry> {
  const routes: TestRegistry["routes"] = new Map();
  const asked: TestRegistry["asked"] = [];
  const strange: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const what = `${request.method} ${request.url}`;
      const body = Buffer.concat(chunks).toString("utf8");
      asked.push({ what, body, headers: request.headers });
      const route = routes.get(what);
      if (route === undefined) strange.push(what);
      const answer = typeof route === "function" ? route(body) : (route ?? { status: 404 });
      response.writeHead(answer.status ?? 200, {
        "content-type": answer.type ?? "application/octet-stream",
        ...(answer.location === undefined ? {} : { location: answer.location }),
      });
      response.end(answer.body ?? "");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    routes,
    asked,
    strange,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
