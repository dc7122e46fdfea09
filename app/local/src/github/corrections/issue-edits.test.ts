import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Pair, startPair } from "../testing/start-pair.ts";

let pair: Pair;
beforeAll(async () => {
  pair = await startPair();
});
afterAll(() => pair.close());

describe("an edit", () => {
  it("does not tell the old text in plain emulate", async () => {
    await pair.plain.call({ as: "requester", route: "POST ~/issues", body: { title: "x", body: "old" } });
    await pair.plain.call({ as: "requester", route: "PATCH ~/issues/1", body: { body: "new" } });
    const changes = (await pair.plain.hooks.find("issues", "edited"))?.payload.changes;
    expect(changes?.body?.from).not.toBe("old");
  });

  it("tells what an issue and a comment said before", async () => {
    await pair.local.call({ as: "requester", route: "POST ~/issues", body: { title: "x", body: "old" } });
    await pair.local.call({ as: "requester", route: "PATCH ~/issues/1", body: { body: "new", title: "x" } });
    expect((await pair.local.hooks.find("issues", "edited"))?.payload.changes).toEqual({ body: { from: "old" } });
    const { id } = (
      await pair.local.call({ as: "requester", route: "POST ~/issues/1/comments", body: { body: "first" } })
    ).json;
    await pair.local.call({ as: "requester", route: `PATCH ~/issues/comments/${id}`, body: { body: "second" } });
    expect((await pair.local.hooks.find("issue_comment", "edited"))?.payload.changes).toEqual({
      body: { from: "first" },
    });
  });

  it("of a pull request names its title", async () => {
    const number = await pair.local.openPull("topic");
    await pair.local.call({ as: "bot", route: `PATCH ~/pulls/${number}`, body: { title: "Topic" } });
    expect((await pair.local.hooks.find("pull_request", "edited"))?.payload.changes).toEqual({
      title: { from: "topic" },
    });
  });
});
