import { type Act, demand, known } from "../../../world.ts";
import { readOrder } from "./pay.ts";
import { awaitProvider, fillCart, fillCheckout } from "./place-order.ts";

/** The provider declines a card: the order fails once, and the shopper pays it with another try. */
export const decline: Act = {
  id: "decline",
  title: "A declined payment fails the order once, and the shopper can pay again",
  async run(world) {
    const { shopper, provider, plan, found } = world;
    const id = known(found.gatewayId, "The gateway");
    await fillCart(world, 1);
    await fillCheckout(world);
    await shopper.locator("#place_order").click();
    const order = Number((await awaitProvider(world)).reference);
    const before = provider.records.length;
    await shopper.locator("#decline").click();
    await shopper.waitForURL(/order-pay/, { waitUntil: "domcontentloaded" });
    const told = provider.records.slice(before).filter(({ direction }) => direction === "out");
    if (plan.features.includes("webhooks")) {
      demand(told[0]?.status === 200, `The webhook of the refusal was answered ${told[0]?.status}, not 200.`);
    }
    const failed = await readOrder(world, order);
    demand(failed.status === "failed", `The order is "${failed.status}" after a declined payment, not "failed".`);
    const notes = (await (await world.api("GET", `/wc/v3/orders/${order}/notes`)).json()) as { note: string }[];
    const refusals = notes.filter(({ note }) => note.includes("card_declined")).length;
    demand(refusals === 1, `The order's notes tell of ${refusals} declined payments, and there was one.`);
    await world.photograph(shopper, "declined-desktop");
    const choice = shopper.locator(`#payment_method_${id}`);
    demand((await choice.count()) === 1, "The page for paying again does not offer the plugin's gateway.");
    await choice.check();
    await shopper.locator("#place_order").click();
    const again = await awaitProvider(world);
    demand(Number(again.reference) === order, "Paying again opened a checkout for another order.");
    await shopper.locator("#pay").click();
    await shopper.waitForURL(/order-received/, { waitUntil: "domcontentloaded" });
    const { status } = await readOrder(world, order);
    demand(status === "processing", `The order is "${status}" after the second try, not "processing".`);
    return `order ${order} failed, then was paid with checkout ${again.id}`;
  },
};
