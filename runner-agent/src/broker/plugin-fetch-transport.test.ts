import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { noPermissions } from "../testing/make-facts.ts";
import { decideFetch } from "./decide-fetch.ts";
import { fetchForPlugin } from "./plugin-fetch-transport.ts";

describe("fetchForPlugin", () => {
  let server: Server | undefined;
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
  });
  async function ask(
    listener: RequestListener,
    params: Record<string, unknown> = {},
    signal = new AbortController().signal,
  ) {
    server = createServer(listener);
    await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const permissions = { ...noPermissions, network: { outbound: [{ host: "127.0.0.1", port }], inbound: false } };
    return fetchForPlugin(decideFetch(permissions, { url: `http://127.0.0.1:${port}/x`, ...params }), signal);
  }

  it("carries method, headers and body, and answers with status, headers and bytes", async () => {
    const answer = await ask(
      (request, response) => {
        let body = "";
        request.on("data", (chunk) => {
          body += chunk;
        });
        request.on("end", () =>
          response.writeHead(201, { "x-b": "2" }).end(`${request.method} ${request.headers["x-a"]} ${body}`),
        );
      },
      { method: "POST", headers: { "x-a": "1" }, data: Buffer.from("hi").toString("base64") },
    );
    expect(answer).toMatchObject({ status: 201, headers: { "x-b": "2" } });
    expect(Buffer.from(answer.data, "base64").toString()).toBe("POST 1 hi");
  });

  it("does not follow a redirect", async () => {
    const answer = await ask((_request, response) =>
      response.writeHead(302, { location: "http://169.254.169.254/" }).end(),
    );
    expect(answer).toMatchObject({ status: 302, headers: { location: "http://169.254.169.254/" } });
  });

  it("stops an answer that is too large", async () => {
    const answer = ask((_request, response) => response.end(Buffer.alloc(3 << 20)));
    await expect(answer).rejects.toMatchObject({ code: "message_too_large" });
  });

  it("ends when the other side switches to another protocol, instead of waiting for ever", async () => {
    const answer = ask((_request, response) => {
      response.socket?.end("HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n");
    });
    await expect(answer).rejects.toMatchObject({ code: "call_failed" });
  });

  it("leaves a packed answer packed: no bomb unfolds here", async () => {
    const packed = Buffer.from("H4sIAAAAAAAAA+3BMQEAAADCoPVPbQdvoAAAAAAAAAAAAAAAAA==", "base64");
    const answer = await ask((_request, response) =>
      response.writeHead(200, { "content-encoding": "gzip" }).end(packed),
    );
    expect(Buffer.from(answer.data, "base64")).toEqual(packed);
  });

  it("ends with the plugin's call", async () => {
    const controller = new AbortController();
    const answer = ask(() => controller.abort(), {}, controller.signal);
    await expect(answer).rejects.toMatchObject({ code: "call_failed" });
  });
});
