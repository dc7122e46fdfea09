import { type Act, demand } from "../../../world.ts";
import { readOrder } from "./read-order.ts";

/** The shopper pays: a signed webhook reaches the app, which resolves the session at Shopify. */
export const pay: Act = {
  id: "pay",
  title: "A signed webhook resolves the payment session; the shopper is thanked",
  async run(world) {
    const { shopper, plan, provider } = world;
    await world.photograph(shopper, "provider-desktop");
    await shopper.locator("#pay").click();
    await shopper.waitForURL(/\/thank-you\//, { waitUntil: "domcontentloaded" });
    await world.photograph(shopper, "thank-you-desktop");
    await world.photograph(shopper, "thank-you-phone", { phone: true, fullPage: true });
    const order = await readOrder(world);
    demand(order.state === "resolved", `The payment session is "${order.state}" after the payment, not "resolved".`);
    const told = order.timeline.filter((line) => line === "paymentSessionResolve").length;
    demand(told === 1, `The app resolved the session ${told} times.`);
    if (!plan.features.includes("webhooks")) return "resolved on the shopper's way back";
    const sent = provider.records.filter(({ direction }) => direction === "out");
    demand(sent.length === 1 && sent[0]?.status === 200, `The webhook was answered ${sent[0]?.status}, not 200.`);
    return "webhook answered 200, session resolved once by a valid mutation";
  },
};
