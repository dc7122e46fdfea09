import { type Act, demand, known } from "../../../world.ts";
import { pagesOf } from "../pages/pages-of.ts";
import { readOrders } from "./read-shop.ts";

/** The provider declines a card: that order is cancelled, the shopper keeps the cart and pays another with it. */
export const decline: Act = {
  id: "decline",
  title: "A declined payment cancels its order, and the shopper can pay again",
  only: "real",
  async run(world) {
    const { shopper, provider, plan } = world;
    const pages = pagesOf(world);
    const goToProvider = async () => {
      await pages.reachPayment(world, "berenice@example.test");
      await pages.placeOrder(world);
      await shopper.waitForURL(/:9500\/pay\//, { waitUntil: "domcontentloaded" });
      const id = new URL(shopper.url()).pathname.split("/").at(-1) ?? "";
      return known(provider.double.checkout(id), "The checkout at the provider");
    };
    const stateOf = async (reference: string) =>
      (await readOrders(world)).find(({ number }) => number === reference)?.state;
    await pages.fillCart(world);
    const first = await goToProvider();
    const heard = provider.records.length;
    await shopper.locator("#decline").click();
    await shopper.waitForURL(/:8080\/checkout/, { waitUntil: "load" });
    const [told] = provider.records.slice(heard).filter(({ direction }) => direction === "out");
    if (plan.features.includes("webhooks"))
      demand(told?.status === 200, `The webhook of the refusal was answered ${told?.status}, not 200.`);
    const warned = await pages.seesProblem(shopper);
    await world.photograph(shopper, "declined-desktop");
    demand(warned, "Nobody tells the shopper that the payment failed.");
    const state = await stateOf(first.reference);
    demand(state === "canceled", `The order is "${state}" after the refusal, not "canceled".`);
    const second = await goToProvider();
    demand(second.reference !== first.reference, "The cancelled order was sent to the provider again.");
    await shopper.locator("#pay").click();
    await shopper.waitForURL(/\/onepage\/success/, { waitUntil: "domcontentloaded" });
    const paid = await stateOf(second.reference);
    demand(paid === "processing", `The second order is "${paid}" after its payment, not "processing".`);
    return `order ${first.reference} is cancelled, and ${second.reference} was paid with the same cart`;
  },
};
