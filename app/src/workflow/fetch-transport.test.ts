import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createFetchRequest, resolveRoute } from "./fetch-transport.ts";

const seen: { method: string | undefined; url: string | undefined; authorization: string | undefined; body: string }[] =
  [];
const server = createServer((request, response) => {
  let body = "";
  request.on("data", (part: Buffer) => {
    body += part.toString();
  });
  request.on("end", () => {
    seen.push({ method: request.method, url: request.url, authorization: request.headers.authorization, body });
    if (request.url?.includes("missing"))
      response.writeHead(404, { "content-type": "application/json" }).end('{"message":"Not Found"}');
    else if (request.url?.includes("zip")) response.writeHead(200, { "content-type": "application/zip" }).end("PK");
    else if (request.method === "POST") response.writeHead(204).end();
    else response.writeHead(200, { "content-type": "application/json; charset=utf-8" }).end('{"id":1}');
  });
});
let url = "";
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

describe("the API over fetch", () => {
  it("puts parameters into path, query and body, and the token into the header", async () => {
    const request = createFetchRequest(url, "ghs_x");
    const read = await request("GET /repos/{owner}/{repo}/issues", { owner: "a", repo: "b", state: "open", page: 2 });
    expect(read).toMatchObject({ status: 200, data: { id: 1 } });
    const sent = await request("POST /repos/{owner}/{repo}/dispatches", { owner: "a", repo: "b", ref: "main" });
    expect(sent).toMatchObject({ status: 204, data: undefined });
    expect(seen).toEqual([
      { method: "GET", url: "/repos/a/b/issues?state=open&page=2", authorization: "Bearer ghs_x", body: "" },
      { method: "POST", url: "/repos/a/b/dispatches", authorization: "Bearer ghs_x", body: '{"ref":"main"}' },
    ]);
  });

  it("gives bytes where the answer is no JSON", async () => {
    const { data } = await createFetchRequest(url, "t")("GET /zip");
    expect(Buffer.from(data as ArrayBuffer).toString()).toBe("PK");
  });

  it("fails with the status that callers decide by, and without the token", async () => {
    const failure = createFetchRequest(url, "ghs_secret")("GET /missing");
    await expect(failure).rejects.toMatchObject({
      status: 404,
      reason: "Not Found",
      message: expect.not.stringContaining("ghs_secret"),
    });
  });

  it("lets no value leave its place in the path, and keeps the slashes of refs", () => {
    expect(resolveRoute("GET /git/ref/{ref}", { ref: "heads/forge/request-1" }).path).toBe(
      "/git/ref/heads/forge/request-1",
    );
    expect(resolveRoute("GET /x/{name}", { name: "a?b#c" }).path).toBe("/x/a%3Fb%23c");
    for (const name of ["..", "a/../../b", "./a"]) {
      expect(() => resolveRoute("GET /x/{name}", { name }), name).toThrowError("leave its place");
    }
    expect(() => resolveRoute("GET /x/{name}", {})).toThrowError("needs the parameter name");
  });
});
