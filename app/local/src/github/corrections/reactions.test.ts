import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Pair, startPair } from "../testing/start-pair.ts";

let pair: Pair;
beforeAll(async () => {
  pair = await startPair();
});
afterAll(() => pair.close());

describe("reactions", () => {
  it("are missing in plain emulate and work here, once per person", async () => {
    await pair.both({ as: "requester", route: "POST ~/issues", body: { title: "x" } });
    const comment = await pair.both({
      as: "requester",
      route: "POST ~/issues/1/comments",
      body: { body: "/forge status" },
    });
    const react = (side: "plain" | "local") =>
      pair[side].call({
        as: "bot",
        route: `POST ~/issues/comments/${comment[side].json.id}/reactions`,
        body: { content: "eyes" },
      });
    expect((await react("plain")).status).toBe(404);
    const first = await react("local");
    expect(first).toMatchObject({ status: 201, json: { content: "eyes", user: { login: "plugsmith[bot]" } } });
    expect(await react("local")).toMatchObject({ status: 200, json: { id: first.json.id } });
    const shown = await pair.local.call({ route: `GET ~/issues/comments/${comment.local.json.id}` });
    expect(shown.json.reactions).toMatchObject({ eyes: 1, total_count: 1 });
  });

  it("can be listed and taken back, and are of eight kinds", async () => {
    const { json } = await pair.local.call({
      as: "owner",
      route: "POST ~/issues/1/reactions",
      body: { content: "rocket" },
    });
    expect((await pair.local.call({ route: "GET ~/issues/1/reactions" })).json).toMatchObject([{ content: "rocket" }]);
    expect((await pair.local.call({ as: "owner", route: `DELETE ~/issues/1/reactions/${json.id}` })).status).toBe(204);
    expect((await pair.local.call({ route: "GET ~/issues/1/reactions" })).json).toEqual([]);
    expect(
      (await pair.local.call({ as: "owner", route: "POST ~/issues/1/reactions", body: { content: "shrug" } })).status,
    ).toBe(422);
  });
});
