import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { callWithRetry, pauseBefore } from "../web/src/call-with-retry.js";
import { createShop } from "./shop.js";

describe("calls", () => {
  it("are made again with the same key while the provider is away", async () => {
    for (const outage of [429, 502, 503, 504, 0]) {
      const shop = await createShop().install();
      shop.provider.outages.push(outage);
      assert.equal((await shop.checkout()).answer.status, 200);
      const keys = shop.provider.requests.map(({ headers }) => headers["idempotency-key"]);
      assert.deepEqual([keys.length, new Set(keys).size], [2, 1]);
    }
  });

  it("end after four tries, and a refusal is not repeated", async () => {
    for (const [outage, tries] of [[503, 4], [400, 1], [401, 1], [302, 1]]) {
      const shop = await createShop().install();
      shop.provider.outages.push(...Array(9).fill(outage));
      assert.equal((await shop.checkout()).answer.status, 502);
      assert.equal(shop.provider.requests.length, tries, String(outage));
    }
  });

  it("wait longer each time, or as long as they are asked to, within reason", () => {
    assert.deepEqual([1, 2, 3].map((attempt) => pauseBefore(attempt, 200, undefined, () => 1)), [200, 400, 800]);
    assert.equal(pauseBefore(1, 200, undefined, () => 0), 100);
    assert.deepEqual(["2", "86400", "soon"].map((text) => pauseBefore(1, 200, text, () => 1)), [2000, 5000, 200]);
  });

  it("to a host that is not allowed are no outage", async () => {
    let count = 0;
    const denied = () => ((count += 1), Promise.reject(Object.assign(new Error("no"), { code: "permission_denied" })));
    await assert.rejects(callWithRetry(denied, 1), { code: "permission_denied" });
    assert.equal(count, 1);
  });
});
