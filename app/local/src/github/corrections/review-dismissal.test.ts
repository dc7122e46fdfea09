import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Pair, startPair } from "../testing/start-pair.ts";

let pair: Pair;
beforeAll(async () => {
  pair = await startPair();
});
afterAll(() => pair.close());

import type { Side } from "../testing/side.ts";

const protection = { required_status_checks: null, enforce_admins: false, restrictions: null };
const approve = (side: Side, number: number) =>
  side.call({ as: "approver1", route: `POST ~/pulls/${number}/reviews`, body: { event: "APPROVE", body: "good" } });
const states = async (side: Side, number: number): Promise<string[]> =>
  (await side.call({ as: "owner", route: `GET ~/pulls/${number}/reviews` })).json.map(
    (review: { state: string }) => review.state,
  );

describe("dismissing reviews", () => {
  it("loses the text of the review in plain emulate and keeps it here", async () => {
    for (const side of [pair.plain, pair.local]) {
      const number = await side.openPull("topic");
      const { id } = (await approve(side, number)).json;
      const route = `PUT ~/pulls/${number}/reviews/${id}/dismissals`;
      const { json } = await side.call({ as: "owner", route, body: { message: "too old", event: "DISMISS" } });
      expect([json.state, json.body]).toEqual(["DISMISSED", side === pair.plain ? "too old" : "good"]);
    }
  });

  it("does not happen on a push unless the protection says so", async () => {
    const number = await pair.local.openPull("plain-push");
    await approve(pair.local, number);
    await pair.local.commit("plain-push", { b: "b" });
    expect(await states(pair.local, number)).toEqual(["APPROVED"]);
  });

  it("happens on a push when the protection says so; never in plain emulate", async () => {
    for (const side of [pair.plain, pair.local]) {
      const body = {
        ...protection,
        required_pull_request_reviews: { dismiss_stale_reviews: true, required_approving_review_count: 1 },
      };
      await side.call({ as: "owner", route: "PUT ~/branches/main/protection", body });
      const number = await side.openPull("stale");
      await approve(side, number);
      side.hooks.received.length = 0;
      await side.commit("stale", { b: "b" });
      expect(await states(side, number)).toEqual([side === pair.plain ? "APPROVED" : "DISMISSED"]);
    }
    expect((await pair.local.hooks.find("pull_request_review", "dismissed"))?.payload.review).toMatchObject({
      state: "dismissed",
      body: "good",
    });
  });
});
