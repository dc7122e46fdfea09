import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Pair, startPair } from "../testing/start-pair.ts";

let pair: Pair;
beforeAll(async () => {
  pair = await startPair();
});
afterAll(() => pair.close());

describe("a review", () => {
  it("of one's own request, or a change request without a word, is taken by plain emulate", async () => {
    const number = await pair.plain.openPull("topic");
    const route = `POST ~/pulls/${number}/reviews`;
    expect((await pair.plain.call({ as: "bot", route, body: { event: "APPROVE" } })).status).toBe(200 + 1);
    expect((await pair.plain.call({ as: "owner", route, body: { event: "REQUEST_CHANGES" } })).status).toBe(201);
  });

  it.each([
    ["an author's approval", "bot", { event: "APPROVE" }, "Can not approve your own pull request"],
    [
      "an author's change request",
      "bot",
      { event: "REQUEST_CHANGES", body: "x" },
      "Can not request changes on your own pull request",
    ],
    [
      "a change request without text",
      "owner",
      { event: "REQUEST_CHANGES" },
      "Could not submit the review: a body is required.",
    ],
    ["a comment without text", "owner", { event: "COMMENT" }, "Could not submit the review: a body is required."],
    [
      "a commit that is not there",
      "owner",
      { event: "APPROVE", commit_id: "f".repeat(40) },
      "The commit_id is not part of the pull request",
    ],
  ])("refuses %s", async (_what, as, body, message) => {
    const number = await pair.local.openPull(`topic-${message.length}-${as}-${body.event}`);
    expect(await pair.local.call({ as, route: `POST ~/pulls/${number}/reviews`, body })).toMatchObject({
      status: 422,
      json: { errors: [message] },
    });
  });

  it("keeps the commit that the reviewer saw, also after a push", async () => {
    const number = await pair.local.openPull("seen");
    const seen = (await pair.local.call({ route: `GET ~/pulls/${number}` })).json.head.sha;
    const head = await pair.local.commit("seen", { "more.txt": "more" });
    const review = (as: string, body: object) =>
      pair.local.call({ as, route: `POST ~/pulls/${number}/reviews`, body: { event: "APPROVE", ...body } });
    expect((await review("owner", { commit_id: seen })).json).toMatchObject({ commit_id: seen, state: "APPROVED" });
    expect((await review("outsider", {})).json).toMatchObject({ commit_id: head, author_association: "NONE" });
  });
});
