import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Pair, startPair } from "../testing/start-pair.ts";

let pair: Pair;
beforeAll(async () => {
  pair = await startPair();
});
afterAll(() => pair.close());

import type { Side } from "../testing/side.ts";

async function askAndReview(side: Side): Promise<number> {
  const number = await side.openPull("topic");
  await side.call({
    as: "bot",
    route: `POST ~/pulls/${number}/requested_reviewers`,
    body: { reviewers: ["approver1", "approver2"] },
  });
  await side.call({ as: "approver1", route: `POST ~/pulls/${number}/reviews`, body: { event: "APPROVE" } });
  return number;
}
const logins = async (side: Side, number: number): Promise<string[]> =>
  (await side.call({ as: "owner", route: `GET ~/pulls/${number}` })).json.requested_reviewers.map(
    (user: { login: string }) => user.login,
  );

describe("requested reviewers", () => {
  it("stay requested after their review, and are not named in the event, in plain emulate", async () => {
    const number = await askAndReview(pair.plain);
    expect(await logins(pair.plain, number)).toEqual(["approver1", "approver2"]);
    expect(
      (await pair.plain.hooks.find("pull_request", "review_requested"))?.payload.requested_reviewer,
    ).toBeUndefined();
  });

  it("leave the list with their review, and each has an event", async () => {
    const number = await askAndReview(pair.local);
    expect(await logins(pair.local, number)).toEqual(["approver2"]);
    await pair.github.idle();
    const events = pair.local.hooks.received.filter((hook) => hook.payload.action === "review_requested");
    expect(events.map((hook) => hook.payload.requested_reviewer.login)).toEqual(["approver1", "approver2"]);
  });

  it("can be a team, which leaves the list when a member reviews", async () => {
    const number = await pair.local.openPull("team");
    const asked = await pair.local.call({
      as: "bot",
      route: `POST ~/pulls/${number}/requested_reviewers`,
      body: { team_reviewers: ["approvers"] },
    });
    expect(asked.json.requested_teams).toMatchObject([{ slug: "approvers" }]);
    await pair.local.call({
      as: "approver2",
      route: `POST ~/pulls/${number}/reviews`,
      body: { event: "COMMENT", body: "hm" },
    });
    expect((await pair.local.call({ route: `GET ~/pulls/${number}` })).json.requested_teams).toEqual([]);
  });

  it("cannot be the author or a stranger", async () => {
    const number = await pair.local.openPull("own");
    const ask = (reviewers: string[]) =>
      pair.local.call({ as: "bot", route: `POST ~/pulls/${number}/requested_reviewers`, body: { reviewers } });
    expect((await ask(["plugsmith[bot]"])).status).toBe(422);
    expect((await ask(["who"])).status).toBe(422);
  });
});
