import { type Act, demand } from "../../../world.ts";
import { readOrder } from "./read-order.ts";

/** The desk looks at the order. */
export const viewOrder: Act = {
  id: "order",
  title: "The desk sees the paid order",
  async run(world) {
    const { admin, site } = world;
    const order = await readOrder(world);
    await admin.goto(`${site.url}/admin/orders/${order.number}`, { waitUntil: "domcontentloaded" });
    demand(
      (await admin.locator("#session").innerText()).includes(order.session),
      "The order shows no payment session.",
    );
    await world.photograph(admin, "order-desktop");
    await world.photograph(admin, "order-phone", { phone: true, fullPage: true });
    return `order #${order.number}, session ${order.state}`;
  },
};

/** The desk pays 5.00 of 25.00 back: Shopify opens a refund session at the app. */
export const refundPart: Act = {
  id: "refund",
  title: "A part is refunded from the order page",
  needs: "refunds",
  async run(world) {
    const { admin, provider } = world;
    await admin.locator("#amount").fill("5.00");
    await admin.locator("#refund").click();
    await admin.locator(".refund").first().waitFor();
    const asked = provider.records.filter(({ url }) => url === "/v1/refunds");
    const request = asked[0]?.request as { amount?: number } | undefined;
    demand(asked.length === 1 && asked[0]?.status === 200, `The provider saw ${asked.length} refunds.`);
    demand(request?.amount === 500, `The provider was asked to refund ${request?.amount}, not 500 minor units.`);
    const order = await readOrder(world);
    const [refund] = order.refunds;
    demand(
      refund?.state === "resolved",
      `The refund session is "${refund?.state}", not "resolved": ${order.timeline.at(-1)}.`,
    );
    demand(order.refundedCents === 500, `The shop notes ${order.refundedCents} refunded minor units.`);
    await world.photograph(admin, "refund-desktop");
    await world.photograph(admin, "refund-phone", { phone: true, fullPage: true });
    return "5.00 of 25.00 EUR; the provider and Shopify agree";
  },
};
