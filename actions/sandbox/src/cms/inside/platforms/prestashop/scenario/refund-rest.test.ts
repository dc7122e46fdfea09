import { expect, it } from "vitest";
import { paidPrestashop } from "../fake-prestashop.ts";
import { menu, order, panel } from "../selectors.ts";
import { giveVoucher, refundRest } from "./refund-rest.ts";

function desk({ asked = [] as number[], facts = {} } = {}) {
  const world = paidPrestashop({ slips: [500, 300], ...facts });
  const { elements } = world.admin;
  elements.set(menu.orders, { attributes: { href: "/desk/orders" } });
  elements.set(order.link, { attributes: { href: "/desk/orders/6" } });
  for (const name of [order.refund, order.quantity, order.amount, order.done]) elements.set(name, {});
  elements.set(panel("salonpay"), { text: "refund re_4" });
  const record = { at: "", direction: "in", method: "POST", status: 200, answer: { id: "re_4" } } as const;
  const onClick = () => {
    for (const amount of asked) world.provider.records.push({ ...record, url: "/v1/refunds", request: { amount } });
  };
  for (const name of [order.save, order.setState]) elements.set(name, { onClick });
  return world;
}

it("sees that a voucher asks the provider for nothing", async () => {
  expect(await giveVoucher.run(desk())).toContain("asked for nothing");
  await expect(giveVoucher.run(desk({ asked: [300] }))).rejects.toThrow(/went out as a voucher/);
  await expect(giveVoucher.run(desk({ facts: { slips: [500] } }))).rejects.toThrow(/not 500,300/);
});

it("sees that the rest goes back once, and the order is refunded", async () => {
  const refunded = { state: "refunded" };
  expect(await refundRest.run(desk({ asked: [2000], facts: refunded }))).toBe("20.00 more; the order is refunded");
  await expect(refundRest.run(desk({ facts: refunded }))).rejects.toThrow(/saw 0 more refunds/);
  await expect(refundRest.run(desk({ asked: [2500], facts: refunded }))).rejects.toThrow(/2000 was left/);
  await expect(refundRest.run(desk({ asked: [2000] }))).rejects.toThrow(/is "paid", not "refunded"/);
});
