import { type Act, demand } from "../../../world.ts";
import { awaitProvider, fillCart, fillCheckout } from "./place-order.ts";

/** A guest buys a product: cart, checkout page, "Place order", and stands at the provider's page. */
export const checkOut: Act = {
  id: "checkout",
  title: "A guest orders and is sent to the provider",
  async run(world) {
    const { shopper, found } = world;
    const product = { name: "Mug", type: "simple", regular_price: "12.50", virtual: true };
    const made = await world.api("POST", "/wc/v3/products", product);
    demand(made.status() === 201, `The product could not be made: ${made.status()}.`);
    found.productId = ((await made.json()) as { id: number }).id;
    await fillCart(world, 2);
    await fillCheckout(world);
    await world.photograph(shopper, "checkout-desktop");
    await world.photograph(shopper, "checkout-phone", { phone: true, fullPage: true });
    await shopper.locator("#place_order").click();
    const checkout = await awaitProvider(world);
    const { amount, currency } = checkout;
    demand(amount === 2500 && currency === "EUR", `Asked for ${amount} ${currency}.`);
    found.orderId = Number(checkout.reference);
    return `order ${found.orderId}, 25.00 EUR, checkout ${checkout.id}`;
  },
};
