import { describe, expect, it } from "vitest";
import { type FakeWorld, fakeAnswer, fakeWorld, openCheckout } from "../../../fake-world.ts";
import { pay } from "./pay.ts";

function atTheProvider(order: Record<string, unknown>, status = 200): FakeWorld {
  const world = fakeWorld();
  world.found.orderId = 8;
  const id = openCheckout(world);
  world.answers["GET /wc/v3/orders/8"] = fakeAnswer(200, { status: "processing", transaction_id: "pay_2", ...order });
  world.shopAnswer = () => status;
  const onClick = () => {
    void world.provider.deliver(world.provider.double.pay(id, 1));
    world.shopper.address = "http://127.0.0.1:8080/?page_id=5&order-received=8";
  };
  world.shopper.elements.set("#pay", { onClick });
  return world;
}

describe("pay", () => {
  it("sees the order paid by the webhook and the thank-you page", async () => {
    const world = atTheProvider({});
    expect(await pay.run(world)).toContain("transaction pay_2");
    expect(world.pictures).toEqual(["provider-desktop", "thank-you-desktop"]);
  });

  it("fails when the order is not paid, by another payment, or the webhook was not taken", async () => {
    await expect(pay.run(atTheProvider({ status: "pending" }))).rejects.toThrow(/not "processing"/);
    await expect(pay.run(atTheProvider({ transaction_id: "pay_9" }))).rejects.toThrow(/not pay_2/);
    await expect(pay.run(atTheProvider({}, 500))).rejects.toThrow(/answered 500/);
  });
});
