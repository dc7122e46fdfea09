import { type Act, demand, known } from "../../../world.ts";

const address: Readonly<Record<string, string>> = {
  billing_first_name: "Amélie",
  billing_last_name: "O'Brien-Müller",
  billing_address_1: "1 rue de la Paix",
  billing_postcode: "75002",
  billing_city: "Paris",
  billing_email: "amelie@example.test",
};

/** A guest buys a product: cart, checkout page, "Place order", and stands at the provider's page. */
export const checkOut: Act = {
  id: "checkout",
  title: "A guest orders and is sent to the provider",
  async run(world) {
    const { shopper, site, found, provider } = world;
    const id = known(found.gatewayId, "The gateway");
    const product = { name: "Mug", type: "simple", regular_price: "12.50", virtual: true };
    const made = await world.api("POST", "/wc/v3/products", product);
    demand(made.status() === 201, `The product could not be made: ${made.status()}.`);
    found.productId = ((await made.json()) as { id: number }).id;
    for (let piece = 0; piece < 2; piece += 1) {
      await shopper.goto(`${site.url}/?add-to-cart=${found.productId}`, { waitUntil: "domcontentloaded" });
    }
    await shopper.goto(known(found.checkoutUrl, "The checkout page"), { waitUntil: "domcontentloaded" });
    for (const [name, value] of Object.entries(address)) await shopper.locator(`#${name}`).fill(value);
    const choice = shopper.locator(`#payment_method_${id}`);
    demand((await choice.count()) === 1, "The checkout does not offer the plugin's gateway.");
    await choice.check();
    await world.photograph(shopper, "checkout-desktop");
    await world.photograph(shopper, "checkout-phone", { phone: true, fullPage: true });
    await shopper.locator("#place_order").click();
    await shopper.waitForURL(/:9500\/pay\//, { waitUntil: "domcontentloaded" });
    const checkout = provider.double.checkouts()[0];
    demand(checkout !== undefined, "The provider was never asked for a checkout.");
    demand(
      checkout.amount === 2500 && checkout.currency === "EUR",
      `Asked for ${checkout.amount} ${checkout.currency}.`,
    );
    found.orderId = Number(checkout.reference);
    demand(Number.isInteger(found.orderId), "The checkout's reference is not the order's id.");
    return `order ${found.orderId}, 25.00 EUR, checkout ${checkout.id}`;
  },
};
