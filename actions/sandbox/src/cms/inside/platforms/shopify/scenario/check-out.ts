import { type Act, demand } from "../../../world.ts";
import { readOrder } from "./read-order.ts";

/** A guest buys: cart, checkout, "Pay now", and stands at the provider's page. */
export const checkOut: Act = {
  id: "checkout",
  title: "A guest orders and is sent to the provider",
  async run(world) {
    const { shopper, site, provider } = world;
    for (let piece = 0; piece < 2; piece += 1) {
      await shopper.goto(`${site.url}/`, { waitUntil: "domcontentloaded" });
      await shopper.locator("#add-to-cart").click();
      await shopper.waitForURL(/\/cart$/, { waitUntil: "domcontentloaded" });
    }
    await shopper.locator("#check-out").click();
    await shopper.waitForURL(/\/checkout$/, { waitUntil: "domcontentloaded" });
    await shopper.locator("#email").fill("amelie@example.test");
    await shopper.locator("#name").fill("Amélie O'Brien-Müller");
    demand((await shopper.locator("#payment-app").count()) === 1, "The checkout does not offer the app's payment.");
    await world.photograph(shopper, "checkout-desktop");
    await world.photograph(shopper, "checkout-phone", { phone: true, fullPage: true });
    await shopper.locator("#pay-now").click();
    await shopper.waitForURL(/^https:\/\/pay\..+\/pay\//, { waitUntil: "domcontentloaded" });
    const [checkout] = provider.double.checkouts();
    demand(checkout !== undefined, "The provider was never asked for a checkout.");
    const { amount, currency, reference, id } = checkout;
    demand(amount === 2500 && currency === "EUR", `Asked for ${amount} ${currency}.`);
    const order = await readOrder(world);
    demand(reference === order.session, "The checkout's reference is not the payment session.");
    const again = await world.api("POST", "/session-again");
    const opened = provider.double.checkouts().length;
    demand(
      again.status() === 200 && opened === 1,
      `The same session again was answered ${again.status()}, with ${opened} checkouts.`,
    );
    return `order #${order.number}, 25.00 EUR, checkout ${id}; the same session again opened no second one`;
  },
};
