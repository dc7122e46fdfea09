import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Pair, startPair } from "../testing/start-pair.ts";

let pair: Pair;
beforeAll(async () => {
  pair = await startPair();
});
afterAll(() => pair.close());

describe("edits of resources", () => {
  it("are the same in an answer, in a list and in the event, which plain emulate's never are", async () => {
    await pair.both({ as: "requester", route: "POST ~/issues", body: { title: "x" } });
    const made = await pair.both({ as: "bot", route: "POST ~/issues/1/comments", body: { body: "hi" } });
    for (const side of ["plain", "local"] as const) {
      const listed = (await pair[side].call({ as: "owner", route: "GET ~/issues/1/comments" })).json[0];
      const told = (await pair[side].hooks.find("issue_comment"))?.payload.comment;
      const app = (comment: { performed_via_github_app: { slug: string } | null }) =>
        comment.performed_via_github_app?.slug;
      const expected = side === "plain" ? undefined : "plugsmith";
      expect([app(made[side].json), app(listed), app(told)]).toEqual([expected, expected, expected]);
    }
  });
});
