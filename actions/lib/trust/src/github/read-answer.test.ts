import { describe, expect, it } from "vitest";
import type { GitHubApi } from "./github-api.ts";
import { readAnswer, readList, readVisible } from "./read-answer.ts";

const answering = (status: number, body: unknown): GitHubApi => ({
  request: async () => ({ status, body }),
  upload: () => Promise.reject(new Error("no upload")),
  download: () => Promise.reject(new Error("no download")),
});

describe("reading answers of GitHub", () => {
  it("gives the body of a success", async () => {
    expect(await readAnswer(answering(200, { a: 1 }), "/x")).toEqual({ a: 1 });
  });

  it.each([404, 403])("takes %i as nothing to see only where that is allowed", async (status) => {
    const api = answering(status, { message: "Not Found" });
    expect(await readVisible(api, "/x")).toBeNull();
    await expect(readAnswer(api, "/x")).rejects.toMatchObject({ code: "publish_failed", facts: { status } });
  });

  it("never takes a failing server for an empty answer", async () => {
    await expect(readVisible(answering(500, null), "/x")).rejects.toMatchObject({ facts: { status: 500 } });
  });

  it("refuses a list without end, and one that is none", async () => {
    await expect(readList(answering(200, Array.from({ length: 100 })), "/x")).rejects.toMatchObject({
      code: "publish_failed",
    });
    await expect(readList(answering(200, { items: 1 }), "/x", "items")).rejects.toMatchObject({
      code: "publish_failed",
    });
  });
});
