import { describe, expect, it } from "vitest";
import { type FakeWorld, fakeAnswer, fakeWorld } from "../../../fake-world.ts";
import { checkBlocks } from "./check-blocks.ts";

const good = { active: true, scripts: ["http://127.0.0.1:8080/blocks.js"], data: { title: "Salon" } };

function shop(method: unknown, status = 200): FakeWorld {
  const world = fakeWorld();
  world.found.gatewayId = "salon_pay";
  world.answers["GET /forge/v1/blocks"] = fakeAnswer(200, method === undefined ? {} : { salon_pay: method });
  world.shopper.request.fetch = async () => fakeAnswer(status);
  return world;
}

describe("checkBlocks", () => {
  it("sees the gateway with its title and script", async () => {
    expect(await checkBlocks.run(shop(good))).toBe('"Salon", 1 script');
  });

  it.each([
    [undefined, 200, /not registered/],
    [{ ...good, active: false }, 200, /not active/],
    [{ ...good, data: {} }, 200, /no title/],
    [{ ...good, data: { title: "x", key: "sk_test_key" } }, 200, /gets a key/],
    [good, 404, /answers 404/],
    [{ ...good, scripts: [null] }, 200, /answers 0/],
    [{ ...good, scripts: [] }, 200, /no script/],
  ])("fails for %j with a script that answers %i", async (method, status, why) => {
    await expect(checkBlocks.run(shop(method, status))).rejects.toThrow(why);
  });
});
