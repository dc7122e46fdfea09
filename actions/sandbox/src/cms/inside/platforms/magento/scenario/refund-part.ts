import { photographBoth } from "../../../acts/photograph-both.ts";
import { type Act, demand, known } from "../../../world.ts";
import { pagesOf } from "../pages/pages-of.ts";
import { readOrder } from "./read-shop.ts";

/** The desk looks at the order. */
export const viewOrder: Act = {
  id: "order",
  title: "The desk sees the paid order and the module's block of its payment",
  async run(world) {
    const { admin } = world;
    const order = await readOrder(world);
    const words = await pagesOf(world).openOrder(world, order);
    const payment = known(order.transactions[0]?.id, "The payment's transaction");
    demand(words.includes(payment), "The payment block of the order does not show the payment's id.");
    demand(order.comments.length > 0, "The order has no comment.");
    await photographBoth(world, admin, "order");
    return `payment ${payment}, ${order.comments.length} comments`;
  },
};

/** The desk pays 5.00 of 25.00 back with a credit memo. */
export const refundPart: Act = {
  id: "refund",
  title: "A part is refunded with a credit memo",
  needs: "refunds",
  async run(world) {
    const { admin, provider } = world;
    await pagesOf(world).refund(world, await readOrder(world), "5.00");
    const asked = provider.records.filter(({ url }) => url === "/v1/refunds");
    const request = asked[0]?.request as { amount?: number } | undefined;
    demand(asked.length === 1 && asked[0]?.status === 200, `The provider saw ${asked.length} refunds.`);
    demand(request?.amount === 500, `The provider was asked to refund ${request?.amount}, not 500 minor units.`);
    const order = await readOrder(world);
    const refunds = order.transactions.filter(({ kind }) => kind === "refund");
    demand(
      refunds.length === 1 && order.refunded === 500,
      `The shop noted ${order.refunded} minor units in ${refunds.length} refunds.`,
    );
    demand(order.state === "processing", `A part was refunded, and the order became "${order.state}".`);
    await photographBoth(world, admin, "refund");
    return "5.00 of 25.00 EUR; the provider and the shop agree";
  },
};

/** The desk gives the rest back with a second credit memo, which closes the order. */
export const refundRest: Act = {
  id: "refund-rest",
  title: "The rest is refunded with a second credit memo, and the order is closed",
  needs: "refunds",
  only: "real",
  async run(world) {
    const { admin, provider } = world;
    await pagesOf(world).refund(world, await readOrder(world), "20.00");
    const asked = provider.records.filter(({ url }) => url === "/v1/refunds");
    const request = asked[1]?.request as { amount?: number } | undefined;
    demand(asked.length === 2 && asked[1]?.status === 200, `The provider saw ${asked.length} refunds, not two.`);
    demand(request?.amount === 2000, `The provider was asked to refund ${request?.amount}, not 2000 minor units.`);
    const order = await readOrder(world);
    demand(order.refunded === 2500, `The shop noted ${order.refunded} minor units, not 2500.`);
    demand(order.state === "closed", `All was refunded, and the order is "${order.state}", not "closed".`);
    await world.photograph(admin, "refund-rest-desktop", { fullPage: true });
    return "20.00 more; the provider and the shop agree, the order is closed";
  },
};
