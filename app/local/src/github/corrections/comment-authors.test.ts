import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Pair, startPair } from "../testing/start-pair.ts";

let pair: Pair;
beforeAll(async () => {
  pair = await startPair();
});
afterAll(() => pair.close());

describe("editing what somebody else wrote", () => {
  it("is free for all in plain emulate", async () => {
    await pair.plain.call({ as: "requester", route: "POST ~/issues", body: { title: "x" } });
    const { json } = await pair.plain.call({
      as: "requester",
      route: "POST ~/issues/1/comments",
      body: { body: "mine" },
    });
    expect(
      (await pair.plain.call({ as: "outsider", route: `PATCH ~/issues/comments/${json.id}`, body: { body: "evil" } }))
        .status,
    ).toBe(200);
  });

  it("is for the author, people with write access, and integrations with the permission", async () => {
    await pair.local.call({ as: "requester", route: "POST ~/issues", body: { title: "x" } });
    const { id } = (
      await pair.local.call({ as: "requester", route: "POST ~/issues/1/comments", body: { body: "mine" } })
    ).json;
    const edit = async (as: string) =>
      (await pair.local.call({ as, route: `PATCH ~/issues/comments/${id}`, body: { body: as } })).status;
    expect([
      await edit("outsider"),
      await edit("approver1"),
      await edit("requester"),
      await edit("owner"),
      await edit("bot"),
    ]).toEqual([403, 403, 200, 200, 200]);
  });

  it("goes for issues too: authors change text and state, triage sets labels", async () => {
    const change = async (as: string, body: object) =>
      (await pair.local.call({ as, route: "PATCH ~/issues/1", body })).status;
    expect(await change("outsider", { title: "y" })).toBe(403);
    expect(await change("requester", { title: "y", state: "closed" })).toBe(200);
    expect(await change("requester", { labels: ["forge/done"] })).toBe(403);
    pair.github.setRole("forge/plugins", "approver1", "triage");
    expect(await change("approver1", { labels: ["forge/done"] })).toBe(200);
    expect(await change("approver1", { title: "z" })).toBe(403);
  });
});
