import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { searchStandIn } from "./search-stand-in.ts";

export interface SearchServer {
  readonly port: number;
  /** What was asked for and could not be answered. */
  readonly troubles: readonly string[];
  close(): void;
}

/** The stand-in for a search engine on a port of this machine's loopback. */
export async function openSearch(port = 0): Promise<SearchServer> {
  const engine = searchStandIn();
  const troubles: string[] = [];

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "GET", url = "/" } = request;
    const body = await text(request);
    let said: { status: number; body: unknown };
    try {
      said = engine.answer(method, url.split("?")[0] ?? "/", body);
    } catch (error) {
      troubles.push(String(error));
      said = { status: 500, body: { error: { type: "stand_in", reason: String(error) }, status: 500 } };
    }
    const answer = JSON.stringify(said.body);
    const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(answer) };
    response.writeHead(said.status, headers).end(method === "HEAD" ? undefined : answer);
  }

  const server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return { port: (server.address() as AddressInfo).port, troubles, close: () => server.close() };
}
