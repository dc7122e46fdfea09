import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { callPort } from "./front-transport.ts";

it("hands a call on with its body, and the answer with its cookies; 502 when nobody is there", async () => {
  const server = createServer((request, response) => {
    response.setHeader("set-cookie", ["a=1", "b=2"]);
    response.writeHead(201, { "x-method": request.method });
    request.pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const call = { method: "POST", path: "/", headers: { "content-length": "999" }, body: "hello" };
  const answer = await callPort(port, call);
  expect(answer).toMatchObject({
    status: 201,
    body: "hello",
    cookies: ["a=1", "b=2"],
    headers: { "x-method": "POST" },
  });
  await new Promise((resolve) => server.close(resolve));
  expect((await callPort(port, call)).status).toBe(502);
});

it("trusts no connection that was used before, for whoever answered may have ended it", async () => {
  const server = createServer((request, response) => {
    // Says that it keeps the connection, and ends it when the next request comes over it.
    if (used.has(request.socket)) return request.socket.resetAndDestroy();
    used.add(request.socket);
    response.setHeader("connection", "keep-alive");
    return response.end("first");
  });
  const used = new Set<unknown>();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const call = { method: "POST", path: "/", headers: {}, body: "" };
  const answers = [await callPort(port, call), await callPort(port, call)];
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  expect(answers.map(({ status, body }) => [status, body])).toEqual([
    [200, "first"],
    [200, "first"],
  ]);
});
