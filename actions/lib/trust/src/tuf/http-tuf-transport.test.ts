import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createHttpTufTransport } from "./http-tuf-transport.ts";

const closers: (() => void)[] = [];
afterEach(() => closers.splice(0).forEach((close) => close()));

/** A registry's server that answers like this. */
async function serve(listener: RequestListener, timeoutMs = 5_000) {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const addressOf = (path: string) => `http://127.0.0.1:${port}/contents/tuf/${path}?ref=abc`;
  return createHttpTufTransport({ fetch, addressOf, headers: { authorization: "Bearer t" }, timeoutMs });
}

describe("the registry over HTTP", () => {
  it("reads a file with the headers that it was given", async () => {
    const transport = await serve((request, response) =>
      response.end(`${request.url} ${request.headers.authorization}`),
    );
    expect(Buffer.from((await transport.read("1.root.json", 1000)) ?? "").toString()).toBe(
      "/contents/tuf/1.root.json?ref=abc Bearer t",
    );
  });

  it("says that there is no file when the server says 404, and fails on anything else", async () => {
    const missing = await serve((_request, response) => response.writeHead(404).end());
    expect(await missing.read("2.root.json", 1000)).toBeNull();
    const broken = await serve((_request, response) => response.writeHead(403).end());
    await expect(broken.read("2.root.json", 1000)).rejects.toMatchObject({ code: "download_failed" });
  });

  it("carries no token to where a redirect points", async () => {
    const seen: string[] = [];
    const transport = await serve((request, response) => {
      seen.push(request.url ?? "");
      response.writeHead(302, { location: "/elsewhere" }).end();
    });
    await expect(transport.read("timestamp.json", 1000)).rejects.toMatchObject({ code: "download_failed" });
    expect(seen).toHaveLength(1);
  });

  it("cuts off a body that is longer than it may be, and one that trickles", async () => {
    const long = await serve((_request, response) => response.end("x".repeat(1001)));
    await expect(long.read("timestamp.json", 1000)).rejects.toMatchObject({ code: "registry_endless" });
    const slow = await serve((_request, response) => void response.write("x"), 100);
    await expect(slow.read("timestamp.json", 1000)).rejects.toMatchObject({ code: "registry_slow" });
    const silent = await serve(() => {}, 100);
    await expect(silent.read("timestamp.json", 1000)).rejects.toMatchObject({ code: "registry_slow" });
  });
});
