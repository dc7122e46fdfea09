import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Pair, startPair } from "../testing/start-pair.ts";

let pair: Pair;
beforeAll(async () => {
  pair = await startPair();
});
afterAll(() => pair.close());

const missing = { as: "bot", route: "POST ~/pulls", body: { title: "x", head: "nowhere", base: "main" } };

describe("opening a pull request", () => {
  it("makes a missing head branch up in plain emulate", async () => {
    expect((await pair.plain.call(missing)).status).toBe(201);
    expect((await pair.plain.call({ as: "owner", route: "GET ~/git/ref/heads/nowhere" })).status).toBe(200);
  });

  it("refuses a missing head branch and makes none", async () => {
    expect(await pair.local.call(missing)).toMatchObject({
      status: 422,
      json: { errors: [{ field: "head", code: "invalid" }] },
    });
    expect((await pair.local.call({ route: "GET ~/git/ref/heads/nowhere" })).status).toBe(404);
  });

  it("refuses the same one twice, which plain emulate opens", async () => {
    for (const side of [pair.plain, pair.local]) await side.openPull("topic");
    const again = await pair.both({
      as: "bot",
      route: "POST ~/pulls",
      body: { title: "again", head: "topic", base: "main" },
    });
    expect(again.plain.status).toBe(201);
    expect(again.local.status).toBe(422);
    expect(again.local.json.errors[0].message).toBe("A pull request already exists for forge:topic.");
  });

  it("refuses a branch that has nothing new, and people without write access", async () => {
    const sha = (await pair.local.call({ route: "GET ~/git/ref/heads/main" })).json.object.sha;
    await pair.local.call({ as: "bot", route: "POST ~/git/refs", body: { ref: "refs/heads/same", sha } });
    const open = (as: string, head: string) =>
      pair.local.call({ as, route: "POST ~/pulls", body: { title: "x", head, base: "main" } });
    expect((await open("bot", "same")).json.errors[0].message).toBe("No commits between main and same");
    await pair.local.commit("fresh", { b: "b" });
    expect((await open("outsider", "fresh")).status).toBe(403);
  });
});
