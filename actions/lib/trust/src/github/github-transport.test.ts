import { describe, expect, it } from "vitest";
import { createGitHubTransport } from "./github-transport.ts";

interface Seen {
  readonly url: string;
  readonly init: RequestInit;
}

function open(apiUrl: string, answer: () => Response | Promise<Response> = () => Response.json({ fine: true })) {
  const seen: Seen[] = [];
  const fetcher = (async (url: string, init: RequestInit) => {
    seen.push({ url, init });
    return answer();
  }) as unknown as typeof fetch;
  return { api: createGitHubTransport({ apiUrl, token: "secret-token", fetch: fetcher }), seen };
}

describe("createGitHubTransport", () => {
  it("sends JSON with the token to the API and nowhere a redirect points to", async () => {
    const { api, seen } = open("https://api.github.test/");
    expect(await api.request("POST", "/repos/a/b/x", { a: 1 })).toEqual({ status: 200, body: { fine: true } });
    expect(seen[0]).toMatchObject({
      url: "https://api.github.test/repos/a/b/x",
      init: { method: "POST", body: '{"a":1}', redirect: "error", headers: { authorization: "Bearer secret-token" } },
    });
  });

  it("answers a status with an empty or unreadable body as null", async () => {
    expect(
      await open("https://api.github.test", () => new Response(null, { status: 204 })).api.request("GET", "/"),
    ).toEqual({ status: 204, body: null });
    expect(
      await open("https://api.github.test", () => new Response("<html>", { status: 502 })).api.request("GET", "/"),
    ).toEqual({ status: 502, body: null });
  });

  it("uploads to the API's own host and its upload host only", async () => {
    const { api, seen } = open("https://api.github.com");
    await api.upload(
      "https://uploads.github.com/repos/a/b/releases/1/assets?name=x",
      "application/zip",
      Buffer.from("x"),
    );
    await expect(api.upload("https://evil.example/x", "application/zip", Buffer.from("x"))).rejects.toMatchObject({
      code: "publish_failed",
    });
    expect(seen).toHaveLength(1);
  });

  it("tells what was asked when nobody answers, without the token", async () => {
    const { api } = open("https://api.github.test", () => Promise.reject(new TypeError("fetch failed")));
    const error = await api.request("GET", "/repos/a/b").catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: "publish_failed", message: "GitHub did not answer GET /repos/a/b." });
    expect(JSON.stringify(error)).not.toContain("secret-token");
  });

  it("downloads from where GitHub points to, without the token", async () => {
    const answers = [
      new Response(null, { status: 302, headers: { location: "https://storage.test/file" } }),
      new Response("bytes"),
    ];
    const { api, seen } = open("https://api.github.test", () => answers.shift() as Response);
    expect(Buffer.from(await api.download("/repos/a/b/releases/assets/1")).toString()).toBe("bytes");
    expect(seen.map(({ url }) => url)).toEqual([
      "https://api.github.test/repos/a/b/releases/assets/1",
      "https://storage.test/file",
    ]);
    expect(JSON.stringify(seen[1])).not.toContain("secret-token");
  });

  it.each([
    ["there is no such file", () => new Response(null, { status: 404 })],
    ["GitHub points to a plain address", () => Response.redirect("http://storage.test/file")],
  ])("refuses a download when %s", async (_, answer) => {
    const { api } = open("https://api.github.test", answer);
    await expect(api.download("/x")).rejects.toMatchObject({ code: "publish_failed" });
  });
});
