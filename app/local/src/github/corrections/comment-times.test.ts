import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Pair, startPair } from "../testing/start-pair.ts";

const RealDate = Date;
let pair: Pair;
beforeAll(async () => {
  pair = await startPair();
  await pair.both({ as: "owner", route: "POST ~/issues", body: { title: "A request" } });
});
afterAll(async () => {
  globalThis.Date = RealDate;
  await pair.close();
});

/** A clock that moves a second at every look, as it may seem on a busy machine. */
function slowDown(): void {
  let now = RealDate.now();
  globalThis.Date = class extends RealDate {
    constructor(...given: [] | [number | string | Date]) {
      now += 1000;
      super(given[0] ?? now);
    }
    static override now() {
      now += 1000;
      return now;
    }
  } as DateConstructor;
}

describe("the times of a comment", () => {
  it("are equal while nobody edits it: plain emulate moves the second one when it gives the comment its node id", async () => {
    slowDown();
    const request = { as: "owner", route: "POST ~/issues/1/comments", body: { body: "hello" } };
    const { plain, local } = await pair.both(request);
    expect(plain.json.updated_at).not.toBe(plain.json.created_at);
    expect(local.json.updated_at).toBe(local.json.created_at);
    const edit = { as: "owner", route: `PATCH ~/issues/comments/${local.json.id}`, body: { body: "bye" } };
    const { json } = await pair.local.call(edit);
    globalThis.Date = RealDate;
    expect(json.updated_at > json.created_at).toBe(true);
  });
});
