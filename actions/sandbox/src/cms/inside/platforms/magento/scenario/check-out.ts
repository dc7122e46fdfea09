import { countTexts } from "../../../count-texts.ts";
import { type Act, demand } from "../../../world.ts";
import { readOrder } from "./read-shop.ts";

/** A guest buys: cart, checkout with the module's own JavaScript, and stands at the provider's page. */
export const checkOut: Act = {
  id: "checkout",
  title: "A guest orders with the module's checkout script and is sent to the provider",
  async run(world) {
    const { shopper, site, plan, provider } = world;
    for (let piece = 0; piece < 2; piece += 1) {
      await shopper.goto(`${site.url}/`, { waitUntil: "domcontentloaded" });
      await shopper.locator("#product-addtocart-button").click();
      await shopper.waitForURL(/\/checkout\/cart$/, { waitUntil: "domcontentloaded" });
    }
    await shopper.locator("#proceed").click();
    await shopper.waitForURL(/\/checkout$/, { waitUntil: "domcontentloaded" });
    await shopper.waitForFunction('document.body.dataset.ready === "yes"');
    await shopper.locator("#customer-email").fill("amelie@example.test");
    await shopper.locator("#customer-name").fill("Amélie O'Brien-Müller");
    demand(
      (await shopper.locator(".payment-method").count()) === 1,
      "The checkout does not render the module's method.",
    );
    await shopper.locator('.payment-method input[type="radio"]').check();
    const shown = await shopper.locator("#checkout-payment").innerText();
    const translated = countTexts(shown, plan.plugin.texts);
    demand(plan.plugin.texts.length === 0 || translated > 0, `The checkout shows nothing in ${plan.locale}.`);
    await world.photograph(shopper, "checkout-desktop");
    await world.photograph(shopper, "checkout-phone", { phone: true, fullPage: true });
    await shopper.locator(".payment-method button.checkout").click();
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
