import { expect, it } from "vitest";
import { paidPrestashop } from "../fake-prestashop.ts";
import { thanks } from "../selectors.ts";
import { pay } from "./pay.ts";

function paid(order = {}, webhook = 200, text = "Thank you") {
  const world = paidPrestashop(order);
  const { elements } = world.shopper;
  elements.set("#pay", {
    onClick: () => (world.shopper.address = "http://127.0.0.1:8080/?controller=order-confirmation"),
  });
  elements.set(thanks("salonpay"), { text });
  const record = { at: "", method: "POST", url: "", request: {}, answer: {} };
  world.provider.records.push({ ...record, direction: "out", status: webhook });
  return world;
}
const transactions = (world: ReturnType<typeof paid>) => world.provider.double.checkouts()[0]?.paymentId ?? "";

it("sees one order that is paid with the provider's payment", async () => {
  const world = paid({ transactions: [transactions(paid())] });
  expect(await pay.run(world)).toMatch(/webhook answered 200, order GXBWUTCAI is paid, transaction pay_/);
  expect(world.found).toMatchObject({ orderId: 6, orderReference: "GXBWUTCAI" });
});

it("fails when the order is not paid, was paid otherwise, or says nothing", async () => {
  const transaction = [transactions(paid())];
  await expect(pay.run(paid({ state: "error" }))).rejects.toThrow(/state "error"/);
  await expect(pay.run(paid({ paid: 0, transactions: transaction }))).rejects.toThrow(/noted 0 as paid/);
  await expect(pay.run(paid({ transactions: [] }))).rejects.toThrow(/transactions are ""/);
  await expect(pay.run(paid({ transactions: transaction }, 503))).rejects.toThrow(/answered 503/);
  await expect(pay.run(paid({}, 200, " "))).rejects.toThrow(/says nothing/);
});
