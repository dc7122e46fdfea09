import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Pair, startPair } from "../testing/start-pair.ts";

let pair: Pair;
beforeAll(async () => {
  pair = await startPair();
});
afterAll(() => pair.close());

describe("unknown tokens", () => {
  it("are somebody to plain emulate", async () => {
    const { status } = await pair.plain.call({ as: "ghp_made-up", route: "POST ~/issues", body: { title: "x" } });
    expect(status).toBe(201);
  });

  it("are refused", async () => {
    const reply = await pair.local.call({ as: "ghp_made-up", route: "POST ~/issues", body: { title: "x" } });
    expect(reply.status).toBe(401);
    expect(reply.json.message).toBe("Bad credentials");
  });
});
