import { expect, it } from "vitest";
import { type FakeWorld, openCheckout } from "../../../fake-world.ts";
import { order, shop } from "./fake-shop.ts";
import { pay } from "./pay.ts";
import type { OrderFacts } from "./read-shop.ts";

const paid = (changes: Partial<OrderFacts> = {}): FakeWorld => {
  const world = shop(order(changes));
  world.provider.double.pay(openCheckout(world), 1);
  const onClick = () => void (world.shopper.address = "http://127.0.0.1:8080/checkout/onepage/success");
  world.shopper.elements.set("#pay", { onClick });
  world.logs["mail"] = [{ to: "a" }];
  return world;
};

it("wants one capture, one confirmation and a webhook answered 200", async () => {
  const world = paid();
  await world.provider.deliver(world.provider.double.sign({}, world.now()));
  expect(await pay.run(world)).toContain("transaction pay_2");
  const capture = { kind: "capture", id: "pay_2" };
  await expect(pay.run(paid({ transactions: [capture, capture] }))).rejects.toThrow(/2 captures/);
  await expect(pay.run(paid({ state: "payment_review" }))).rejects.toThrow(/payment_review/);
  const silent = paid();
  silent.logs["mail"] = [];
  await expect(pay.run(silent)).rejects.toThrow(/0 confirmations/);
});
