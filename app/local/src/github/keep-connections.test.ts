import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it } from "vitest";
import { keepConnections } from "./keep-connections.ts";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function listen(): Promise<{ server: Server; url: string }> {
  const server = createServer((_request, response) => response.end("x"));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

it("keeps the connections of one server from its first request on, and leaves others as they are", async () => {
  const [one, other] = [await listen(), await listen()];
  const usual = one.server.keepAliveTimeout;
  keepConnections(one.url);
  await (await fetch(other.url)).text();
  expect([one.server.keepAliveTimeout, other.server.keepAliveTimeout]).toEqual([usual, usual]);
  await (await fetch(one.url)).text();
  expect([one.server.keepAliveTimeout, other.server.keepAliveTimeout]).toEqual([0, usual]);
});

it("looks no longer once it is told to stop", async () => {
  const { server, url } = await listen();
  keepConnections(url)();
  await (await fetch(url)).text();
  expect(server.keepAliveTimeout).toBeGreaterThan(0);
});
