import { type Act, demand } from "../../../world.ts";
import { payment } from "../selectors.ts";
import { readOrderOf } from "./ask-shop.ts";
import { chooseModule, fillCart, goToProvider, reachPayment } from "./place-order.ts";

/** The provider declines a card: no order is made, and the shopper keeps the cart and pays with another try. */
export const decline: Act = {
  id: "decline",
  title: "A declined payment makes no order, and the shopper can pay again",
  async run(world) {
    const { shopper, provider, plan } = world;
    await fillCart(world, 1);
    await reachPayment(world, "berenice@example.com");
    await chooseModule(world);
    const { reference } = await goToProvider(world);
    const before = provider.records.length;
    await shopper.locator("#decline").click();
    // A shop with friendly addresses says /order.
    await shopper.waitForURL(/controller=order(?!-)|\/order(?:\?|$)/, { waitUntil: "load" });
    const told = provider.records.slice(before).filter(({ direction }) => direction === "out");
    if (plan.features.includes("webhooks")) {
      demand(told[0]?.status === 200, `The webhook of the refusal was answered ${told[0]?.status}, not 200.`);
    }
    demand((await shopper.locator(payment.warning).count()) > 0, "Nobody tells the shopper that the payment failed.");
    await world.photograph(shopper, "declined-desktop");
    demand((await readOrderOf(world, reference)) === null, "A declined payment made an order.");
    await chooseModule(world);
    const again = await goToProvider(world);
    demand(again.reference === reference, "Paying again opened a checkout for another cart.");
    await shopper.locator("#pay").click();
    await shopper.waitForURL(/order-confirmation/, { waitUntil: "domcontentloaded" });
    const state = (await readOrderOf(world, reference))?.state;
    demand(state === "paid", `The order is "${state}" after the second try, not "paid".`);
    return `cart ${reference} had no order, then was paid with checkout ${again.id}`;
  },
};
