import { photographBoth } from "../../../acts/photograph-both.ts";
import { countTexts } from "../../../count-texts.ts";
import { type Act, demand } from "../../../world.ts";
import { pagesOf } from "../pages/pages-of.ts";
import { readOrder } from "./read-shop.ts";

/** A guest buys: cart, checkout with the module's own JavaScript, and stands at the provider's page. */
export const checkOut: Act = {
  id: "checkout",
  title: "A guest orders with the module's checkout script and is sent to the provider",
  async run(world) {
    const { shopper, plan, provider } = world;
    const pages = pagesOf(world);
    for (let piece = 0; piece < 2; piece += 1) await pages.fillCart(world);
    const shown = await pages.reachPayment(world, "amelie@example.test");
    const translated = countTexts(shown, plan.plugin.texts);
    demand(plan.plugin.texts.length === 0 || translated > 0, `The checkout shows nothing in ${plan.locale}.`);
    await photographBoth(world, shopper, "checkout");
    await pages.placeOrder(world);
    await shopper.waitForURL(/:9500\/pay\//, { waitUntil: "domcontentloaded" });
    const [checkout] = provider.double.checkouts();
    demand(checkout !== undefined, "The provider was never asked for a checkout.");
    const { amount, currency, reference, id } = checkout;
    demand(amount === 2500 && currency === "EUR", `Asked for ${amount} ${currency}.`);
    const order = await readOrder(world);
    demand(reference === order.number, `The checkout's reference is ${reference}, the order's number ${order.number}.`);
    demand(
      order.state === "pending_payment",
      `The order is "${order.state}" before the payment, not "pending_payment".`,
    );
    world.found.orderId = order.id;
    return `order ${order.number}, 25.00 EUR, checkout ${id}, ${translated} texts in ${plan.locale}`;
  },
};
