import { type Act, demand, known } from "../../../world.ts";
import { readOrder } from "./read-shop.ts";

/** The desk looks at the order. */
export const viewOrder: Act = {
  id: "order",
  title: "The desk sees the paid order and the module's block of its payment",
  async run(world) {
    const { admin, site, found } = world;
    const id = known(found.orderId, "The order");
    await admin.goto(`${site.url}/admin/sales/order/view/order_id/${id}`, { waitUntil: "domcontentloaded" });
    const order = await readOrder(world);
    const payment = known(order.transactions[0]?.id, "The payment's transaction");
    const words = await admin.locator("#payment-information").innerText();
    demand(words.includes(payment), "The payment block of the order does not show the payment's id.");
    demand(order.comments.length > 0, "The order has no comment.");
    await world.photograph(admin, "order-desktop");
    await world.photograph(admin, "order-phone", { phone: true, fullPage: true });
    return `payment ${payment}, ${order.comments.length} comments`;
  },
};

/** The desk pays 5.00 of 25.00 back with a credit memo. */
export const refundPart: Act = {
  id: "refund",
  title: "A part is refunded with a credit memo",
  needs: "refunds",
  async run(world) {
    const { admin, provider } = world;
    await admin.locator("#creditmemo_amount").fill("5.00");
    await admin.locator("#refund").click();
    await admin.locator(".message.success").waitFor();
    const asked = provider.records.filter(({ url }) => url === "/v1/refunds");
    const request = asked[0]?.request as { amount?: number } | undefined;
    demand(asked.length === 1 && asked[0]?.status === 200, `The provider saw ${asked.length} refunds.`);
    demand(request?.amount === 500, `The provider was asked to refund ${request?.amount}, not 500 minor units.`);
    const order = await readOrder(world);
    const refunds = order.transactions.filter(({ kind }) => kind === "refund");
    demand(
      refunds.length === 1 && order.refunded === 500,
      `The shop noted ${order.refunded} minor units in ${refunds.length} refunds.`,
    );
    demand(order.state === "processing", `A part was refunded, and the order became "${order.state}".`);
    await world.photograph(admin, "refund-desktop");
    await world.photograph(admin, "refund-phone", { phone: true, fullPage: true });
    return "5.00 of 25.00 EUR; the provider and the shop agree";
  },
};
