import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createVaultTransport } from "./vault-transport.ts";

let server: Server;
let url: string;
const seen: IncomingMessage[] = [];
let answer = { status: 200, body: '{"data":1}', headers: {} };
beforeAll(async () => {
  server = createServer((request, response) => {
    seen.push(request);
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

describe("createVaultTransport", () => {
  it("sends token, namespace and the request header that Vault's agents ask for", async () => {
    await createVaultTransport({ url, namespace: "a/b" })({ method: "GET", path: "transit/keys/k", token: "t" });
    expect(seen.at(-1)).toMatchObject({
      method: "GET",
      url: "/v1/transit/keys/k",
      headers: { "x-vault-token": "t", "x-vault-namespace": "a/b", "x-vault-request": "true" },
    });
    expect(seen.at(-1)?.headers).not.toHaveProperty("content-type");
  });

  it("follows no redirect: the token would go with it", async () => {
    answer = { status: 307, body: "", headers: { location: `${url}/elsewhere` } };
    const before = seen.length;
    await expect(createVaultTransport({ url })({ method: "GET", path: "x", token: "t" })).rejects.toMatchObject({
      facts: { reason: "redirected", status: 307 },
    });
    expect(seen.length).toBe(before + 1);
  });

  it.each(["no json", `"${"x".repeat(2 ** 20)}"`])(
    "takes an answer that is unreadable or too large as none",
    async (body) => {
      answer = { status: 200, body, headers: {} };
      expect(await createVaultTransport({ url })({ method: "GET", path: "x" })).toBeNull();
    },
  );
});
