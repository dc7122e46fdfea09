import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Pair, startPair } from "../testing/start-pair.ts";

let pair: Pair;
beforeAll(async () => {
  pair = await startPair();
});
afterAll(() => pair.close());

describe("the state of a review", () => {
  it("is upper case in answers of both, and lower case in our webhooks only", async () => {
    for (const side of [pair.plain, pair.local]) {
      const number = await side.openPull("topic");
      const { json } = await side.call({
        as: "owner",
        route: `POST ~/pulls/${number}/reviews`,
        body: { event: "APPROVE" },
      });
      expect(json.state).toBe("APPROVED");
      const hook = await side.hooks.find("pull_request_review", "submitted");
      expect(hook?.payload.review.state).toBe(side === pair.plain ? "APPROVED" : "approved");
    }
  });
});
