import { describe, expect, it } from "vitest";
import { type FakeWorld, fakeAnswer, fakeWorld, openCheckout } from "../../../fake-world.ts";
import { sendBadWebhooks } from "./send-bad-webhooks.ts";

function paidShop(): FakeWorld {
  const world = fakeWorld();
  world.found.orderId = 8;
  world.provider.double.pay(openCheckout(world), 1);
  world.answers["GET /wc/v3/orders/8"] = fakeAnswer(200, { status: "processing" });
  return world;
}

describe("sendBadWebhooks", () => {
  it("passes a shop that checks signature and time", async () => {
    expect(await sendBadWebhooks.run(paidShop())).toContain("5 refused with 401");
  });

  it("fails a shop that takes everything, only the signature, or changes its order", async () => {
    const open = paidShop();
    open.shopAnswer = () => 200;
    await expect(sendBadWebhooks.run(open)).rejects.toThrow(/with another secret was answered 200/);
    const timeless = paidShop();
    timeless.shopAnswer = (headers, body) => {
      const at = Number(headers["x-timestamp"]);
      const good = timeless.provider.double.sign(JSON.parse(body), at).headers["x-signature"];
      return headers["x-signature"] === good ? 200 : 401;
    };
    await expect(sendBadWebhooks.run(timeless)).rejects.toThrow(/an hour old was answered 200/);
    const changing = paidShop();
    let status = "processing";
    changing.answers["GET /wc/v3/orders/8"] = () => {
      const answer = fakeAnswer(200, { status });
      status = "failed";
      return answer;
    };
    await expect(sendBadWebhooks.run(changing)).rejects.toThrow(/changed the order/);
  });
});
