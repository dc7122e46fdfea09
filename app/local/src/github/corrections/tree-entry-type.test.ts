import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Pair, startPair } from "../testing/start-pair.ts";

let pair: Pair;
beforeAll(async () => {
  pair = await startPair();
});
afterAll(() => pair.close());

describe("a tree entry without type", () => {
  it("is refused by plain emulate and read from its mode by us", async () => {
    const { plain, local } = await pair.both({
      as: "bot",
      route: "POST ~/git/trees",
      body: { tree: [{ path: "a.sh", mode: "100755", content: "#!/bin/sh\n" }] },
    });
    expect(plain.status).toBe(422);
    expect(local).toMatchObject({ status: 201, json: { tree: [{ path: "a.sh", mode: "100755", type: "blob" }] } });
  });
});
