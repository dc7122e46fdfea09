import { countTexts } from "../../../count-texts.ts";
import { type Act, demand, known } from "../../../world.ts";
import { payment } from "../selectors.ts";
import { chooseModule, fillCart, goToProvider, reachPayment } from "./place-order.ts";

/** A guest buys two of the product: cart, address, carrier, payment step, and stands at the provider's page. */
export const checkOut: Act = {
  id: "checkout",
  title: "A guest orders and is sent to the provider",
  async run(world) {
    const { shopper, plan, found } = world;
    const module = known(found.gatewayId, "The module");
    await fillCart(world, 2);
    await reachPayment(world, "amelie@example.com");
    await chooseModule(world);
    const step = await shopper.locator(payment.step).innerText();
    const translated = countTexts(step, plan.plugin.texts);
    demand(plan.plugin.texts.length === 0 || translated > 0, `The payment step shows no text of ${plan.locale}.`);
    found.methodTitle = (await shopper.locator(payment.label(module)).innerText()).trim();
    demand(found.methodTitle !== "", "The payment option has no title.");
    demand(!/&[a-z]+;|&#\d+;/.test(step), "The payment step shows an escaped character.");
    await world.photograph(shopper, "checkout-desktop", { fullPage: true });
    await world.photograph(shopper, "checkout-phone", { phone: true, fullPage: true });
    const checkout = await goToProvider(world);
    demand(/^\d+$/.test(checkout.reference), "The checkout's reference is not the cart's number.");
    return `cart ${checkout.reference}, ${(checkout.amount / 100).toFixed(2)} ${checkout.currency}, checkout ${checkout.id}, "${found.methodTitle}"`;
  },
};
