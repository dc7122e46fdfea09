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
