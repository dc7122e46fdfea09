import { type Act, demand, known } from "../../../world.ts";
import { readOrder } from "./pay.ts";

/** The desk looks at the order. */
export const viewOrder: Act = {
  id: "order",
  title: "The desk sees the paid order",
  async run(world) {
    const { admin, site, found } = world;
    const id = known(found.orderId, "The order");
    await admin.goto(`${site.url}/wp-admin/admin.php?page=wc-orders&action=edit&id=${id}`, {
      waitUntil: "domcontentloaded",
    });
    const words = await admin.locator("#wpbody-content").innerText();
    const payment = (await readOrder(world)).transaction_id;
    demand(words.includes(payment), "The order page does not show the payment's id.");
    await world.photograph(admin, "order-desktop");
    await world.photograph(admin, "order-phone", { phone: true, fullPage: true });
    const notes = await admin.locator("li.note").count();
    demand(notes > 0, "The plugin wrote no order note.");
    return `payment ${payment}, ${notes} order notes`;
  },
};

/** The desk pays 5.00 of 25.00 back with WooCommerce's own button. */
export const refundPart: Act = {
  id: "refund",
  title: "A part is refunded from the order page",
  needs: "refunds",
  async run(world) {
    const { admin, provider } = world;
    await admin.locator("button.refund-items").click();
    await admin.evaluate('document.querySelector("#refund_amount").removeAttribute("readonly")');
    await admin.locator("#refund_amount").fill("5.00");
    await admin.locator("#refund_amount").dispatchEvent("change");
    await admin.locator("button.do-api-refund").click();
    await admin.locator("tr.refund").first().waitFor();
    const asked = provider.records.filter(({ url }) => url === "/v1/refunds");
    const request = asked[0]?.request as { amount?: number } | undefined;
    demand(asked.length === 1 && asked[0]?.status === 200, `The provider saw ${asked.length} refunds.`);
    demand(request?.amount === 500, `The provider was asked to refund ${request?.amount}, not 500 minor units.`);
    const order = await readOrder(world);
    demand(order.refunds.length === 1 && Number(order.refunds[0]?.total) === -5, "The shop did not note the refund.");
    demand(order.status === "processing", `A part was refunded, and the order became "${order.status}".`);
    await world.photograph(admin, "refund-desktop");
    await world.photograph(admin, "refund-phone", { phone: true, fullPage: true });
    return "5.00 of 25.00 EUR; the provider and the shop agree";
  },
};
