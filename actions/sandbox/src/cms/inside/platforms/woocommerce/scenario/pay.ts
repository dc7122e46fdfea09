import { type Act, demand, known, type World } from "../../../world.ts";

export interface OrderFacts {
  readonly status: string;
  readonly transaction_id: string;
  readonly refunds: readonly { readonly total: string }[];
}

/** The first order, or another one. */
export async function readOrder(world: World, other?: number): Promise<OrderFacts> {
  const id = other ?? known(world.found.orderId, "The order");
  return (await (await world.api("GET", `/wc/v3/orders/${id}`)).json()) as OrderFacts;
}

/** The shopper pays: a signed webhook reaches the shop, and the shopper comes back to the thank-you page. */
export const pay: Act = {
  id: "pay",
  title: "A signed webhook pays the order; the shopper is thanked",
  async run(world) {
    const { shopper, plan, provider } = world;
    await world.photograph(shopper, "provider-desktop");
    await shopper.locator("#pay").click();
    await shopper.waitForURL(/order-received/, { waitUntil: "domcontentloaded" });
    await world.photograph(shopper, "thank-you-desktop");
    const order = await readOrder(world);
    const payment = provider.double.checkouts()[0]?.paymentId;
    demand(order.status === "processing", `The order is "${order.status}" after the payment, not "processing".`);
    demand(order.transaction_id === payment, `The order's transaction is "${order.transaction_id}", not ${payment}.`);
    if (!plan.features.includes("webhooks")) return `order paid on the way back, transaction ${payment}`;
    const sent = provider.records.filter(({ direction }) => direction === "out");
    demand(sent.length === 1 && sent[0]?.status === 200, `The webhook was answered ${sent[0]?.status}, not 200.`);
    return `webhook answered 200, order is processing, transaction ${payment}`;
  },
};
