import { describe, expect, it } from "vitest";
import { createHttpRegistryRemote } from "./http-registry-transport.ts";

const first = "a".repeat(40);

function open(answer: (url: string, headers: Record<string, string>) => Response) {
  const seen: { url: string; headers: Record<string, string> }[] = [];
  const remote = createHttpRegistryRemote({
    apiUrl: "https://api.test",
    repository: "acme/forge",
    readToken: () => "tok",
    fetch: (async (url: string, { headers }: { headers: Record<string, string> }) => {
      seen.push({ url, headers });
      return answer(url, headers);
    }) as never,
  });
  return { remote, seen };
}
const ref = (sha: unknown, etag = '"1"') => Response.json({ object: { sha } }, { headers: { etag } });

describe("createHttpRegistryRemote", () => {
  it("asks for the commit with a condition, and for files by that commit", async () => {
    const { remote, seen } = open((url, headers) => {
      if (url.includes("/contents/")) return new Response("text");
      return headers["if-none-match"] ? new Response(null, { status: 304 }) : ref(first);
    });
    expect(await remote.findCommit()).toBe(first);
    expect(await remote.findCommit()).toBe(first);
    expect(seen[1]?.headers).toMatchObject({ "if-none-match": '"1"', authorization: "Bearer tok" });
    const { transport } = await remote.open(first);
    expect(Buffer.from((await transport.read("timestamp.json", 100)) ?? []).toString()).toBe("text");
    expect(seen[2]?.url).toBe(`https://api.test/repos/acme/forge/contents/tuf/timestamp.json?ref=${first}`);
    await expect(transport.read("timestamp.json", 3)).rejects.toMatchObject({ code: "registry_endless" });
  });

  it.each([
    ["no branch", () => new Response("{}", { status: 404 })],
    ["an error", () => new Response("{}", { status: 503 })],
    ["no commit", () => ref("main")],
    ["an unasked 304", () => new Response(null, { status: 304 })],
  ])("refuses %s", async (_what, answer) => {
    await expect(open(answer).remote.findCommit()).rejects.toMatchObject({ code: "download_failed" });
  });
});
