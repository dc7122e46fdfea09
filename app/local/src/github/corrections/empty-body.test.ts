import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Pair, startPair } from "../testing/start-pair.ts";

let pair: Pair;
beforeAll(async () => {
  pair = await startPair();
});
afterAll(() => pair.close());

describe("a write without a body", () => {
  it("is a parse error to plain emulate and an empty object to us", async () => {
    await pair.both({ as: "requester", route: "POST ~/issues", body: { title: "x" } });
    const { plain, local } = await pair.both({ as: "owner", route: "PUT ~/issues/1/lock" });
    expect(plain.status).toBe(400);
    expect(local.status).toBe(204);
  });

  it("is still a parse error when it is no JSON", async () => {
    const reply = await pair.local.call({
      as: "owner",
      route: "POST ~/issues",
      body: "{",
      headers: { "content-type": "application/json" },
    });
    expect(reply).toMatchObject({ status: 400, json: { message: "Problems parsing JSON" } });
  });
});
