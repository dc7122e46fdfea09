import { type Act, demand } from "../../../world.ts";
import { readOrder } from "./read-shop.ts";

/** The shopper pays: a signed webhook reaches the shop, and the shopper comes back to the success page. */
export const pay: Act = {
  id: "pay",
  title: "A signed webhook pays the order; the shopper is thanked",
  async run(world) {
    const { shopper, plan, provider } = world;
    await world.photograph(shopper, "provider-desktop");
    await shopper.locator("#pay").click();
    await shopper.waitForURL(/\/onepage\/success/, { waitUntil: "domcontentloaded" });
    await world.photograph(shopper, "thank-you-desktop");
    const order = await readOrder(world);
    const payment = provider.double.checkouts()[0]?.paymentId;
    demand(order.state === "processing", `The order is "${order.state}" after the payment, not "processing".`);
    const captures = order.transactions.filter(({ kind }) => kind === "capture");
    demand(
      captures.length === 1 && captures[0]?.id === payment,
      `The order has ${captures.length} captures, the last ${captures[0]?.id}, not ${payment}.`,
    );
    demand(world.readLog("mail").length === 1, `${world.readLog("mail").length} confirmations were sent, not one.`);
    if (!plan.features.includes("webhooks")) return `order paid on the way back, transaction ${payment}`;
    const sent = provider.records.filter(({ direction }) => direction === "out");
    demand(sent.length === 1 && sent[0]?.status === 200, `The webhook was answered ${sent[0]?.status}, not 200.`);
    return `webhook answered 200, order is processing, transaction ${payment}, one confirmation`;
  },
};
