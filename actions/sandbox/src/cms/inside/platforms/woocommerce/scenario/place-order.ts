import type { Checkout } from "../../../provider-double.ts";
import { demand, known, type World } from "../../../world.ts";

/** The shopper, in the order of the form. */
export const address: Readonly<Record<string, string>> = {
  first_name: "Amélie",
  last_name: "O'Brien-Müller",
  address_1: "1 rue de la Paix",
  postcode: "75002",
  city: "Paris",
  phone: "0142000000",
  email: "amelie@example.test",
};

/** Puts pieces of the product into the shopper's cart, in one request: a shop may lose one of two that overlap. */
export async function fillCart({ shopper, site, found }: World, pieces: number): Promise<void> {
  const id = known(found.productId, "The product");
  await shopper.goto(`${site.url}/?add-to-cart=${id}&quantity=${pieces}`, { waitUntil: "domcontentloaded" });
}

/** The classic checkout with the cart in it: address filled in, the plugin's gateway chosen. */
export async function fillCheckout({ shopper, found }: World): Promise<void> {
  const id = known(found.gatewayId, "The gateway");
  await shopper.goto(known(found.checkoutUrl, "The checkout page"), { waitUntil: "domcontentloaded" });
  for (const [name, value] of Object.entries(address)) await shopper.locator(`#billing_${name}`).fill(value);
  const choice = shopper.locator(`#payment_method_${id}`);
  demand((await choice.count()) === 1, "The checkout does not offer the plugin's gateway.");
  await choice.check();
}

/** Waits for the provider's page after an order was placed; answers the checkout that the shop opened for it. */
export async function awaitProvider({ shopper, provider }: World): Promise<Checkout> {
  await shopper.waitForURL(/:9500\/pay\//, { waitUntil: "domcontentloaded" });
  const checkout = provider.double.checkout(shopper.url().split("/").at(-1) ?? "");
  demand(checkout !== undefined, "The provider was never asked for a checkout.");
  demand(Number.isInteger(Number(checkout.reference)), "The checkout's reference is not the order's id.");
  return checkout;
}
