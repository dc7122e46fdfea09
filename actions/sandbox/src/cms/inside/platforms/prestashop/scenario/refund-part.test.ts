import { expect, it } from "vitest";
import { paidPrestashop } from "../fake-prestashop.ts";
import { menu, order, panel } from "../selectors.ts";
import { refundPart, viewOrder } from "./refund-part.ts";

function desk({ asked = 500, facts = {}, own = "Payment pay_2, refund re_3" } = {}) {
  const world = paidPrestashop({ slips: [500], ...facts });
  const { elements } = world.admin;
  elements.set(menu.orders, { attributes: { href: "/desk/orders" } });
  elements.set(order.link, { attributes: { href: "/desk/orders/6" } });
  elements.set(order.body, { text: "Order GXBWUTCAI, payment pay_2" });
  elements.set(panel("salonpay"), { text: own });
  for (const name of [order.refund, order.quantity, order.amount, `${order.done}, ${order.problem}`])
    elements.set(name, {});
  const record = { at: "", direction: "in", method: "POST", status: 200, answer: { id: "re_3" } } as const;
  const onClick = () => world.provider.records.push({ ...record, url: "/v1/refunds", request: { amount: asked } });
  elements.set(order.save, { onClick });
  return world;
}

it("sees the payment on the order page, in the shop's part and in the module's", async () => {
  expect(await viewOrder.run(desk())).toBe("order GXBWUTCAI, payment pay_2");
  await expect(viewOrder.run(desk({ own: "" }))).rejects.toThrow(/panel does not show/);
  await expect(viewOrder.run(desk({ own: "pay_2 of Tom &amp; Jerry" }))).rejects.toThrow(/escaped character/);
});

it("pays 5.00 back, and shop, provider and panel agree", async () => {
  const world = desk();
  expect(await refundPart.run(world)).toBe("5.00 of 25.00; the provider and the shop agree");
  expect(world.admin.elements.get(order.amount)?.value).toBe("5.00");
});

it("fails for another amount, a missing slip, a changed state or a refusal", async () => {
  await expect(refundPart.run(desk({ asked: 1250 }))).rejects.toThrow(/refund 1250, not 500/);
  await expect(refundPart.run(desk({ facts: { slips: [] } }))).rejects.toThrow(/credit slips/);
  await expect(refundPart.run(desk({ facts: { state: "refunded" } }))).rejects.toThrow(/became "refunded"/);
  await expect(refundPart.run(desk({ own: "Payment pay_2" }))).rejects.toThrow(/does not show the refund/);
  const world = desk();
  world.admin.elements.set(order.problem, { text: "Please enter a quantity" });
  await expect(refundPart.run(world)).rejects.toThrow(/enter a quantity/);
});
