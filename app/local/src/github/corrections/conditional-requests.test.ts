import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Pair, startPair } from "../testing/start-pair.ts";

let pair: Pair;
beforeAll(async () => {
  pair = await startPair();
});
afterAll(() => pair.close());

describe("an answer that has not changed", () => {
  it("has no ETag in plain emulate", async () => {
    expect((await pair.plain.call({ as: "owner", route: "GET ~" })).headers.get("etag")).toBeNull();
  });

  it("is 304 without a body for whoever knows its ETag, until it changes", async () => {
    const first = await pair.local.call({ route: "GET ~/contents/README.md" });
    const etag = first.headers.get("etag") ?? "";
    expect(etag).toMatch(/^W\/"[0-9a-f]{64}"$/);
    const again = () => pair.local.call({ route: "GET ~/contents/README.md", headers: { "if-none-match": etag } });
    expect(await again()).toMatchObject({ status: 304, text: "" });
    await pair.local.commit("main", { "README.md": "# other\n" });
    expect((await again()).status).toBe(200);
  });

  it("also for raw contents", async () => {
    const headers = { accept: "application/vnd.github.raw+json" };
    const first = await pair.local.call({ route: "GET ~/contents/README.md", headers });
    expect(first.text).toBe("# other\n");
    const etag = first.headers.get("etag") ?? "none";
    const again = await pair.local.call({
      route: "GET ~/contents/README.md",
      headers: { ...headers, "if-none-match": etag },
    });
    expect(again.status).toBe(304);
  });
});
