import { type Act, demand, known } from "../../../world.ts";
import { readOrder } from "./pay.ts";
import { openOrder, pressRefund } from "./press-refund.ts";

/** The desk looks at the order. */
export const viewOrder: Act = {
  id: "order",
  title: "The desk sees the paid order",
  async run(world) {
    const { admin } = world;
    await openOrder(world, known(world.found.orderId, "The order"));
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
    const { admin } = world;
    await pressRefund(world, "5.00");
    const order = await readOrder(world);
    demand(order.refunds.length === 1 && Number(order.refunds[0]?.total) === -5, "The shop did not note the refund.");
    demand(order.status === "processing", `A part was refunded, and the order became "${order.status}".`);
    await admin.evaluate('document.querySelector("tr.refund").scrollIntoView({ block: "center" })');
    await world.photograph(admin, "refund-desktop");
    await world.photograph(admin, "refund-phone", { phone: true, fullPage: true });
    return "5.00 of 25.00 EUR; the provider and the shop agree";
  },
};

/** The desk pays the other 20.00 back. */
export const refundRest: Act = {
  id: "refund-rest",
  title: "The rest is refunded, and the order is refunded in full",
  needs: "refunds",
  async run(world) {
    await openOrder(world, known(world.found.orderId, "The order"));
    await pressRefund(world, "20.00");
    const order = await readOrder(world);
    const sum = order.refunds.reduce((total, refund) => total + Number(refund.total), 0);
    demand(sum === -25, `The shop noted refunds of ${sum}, not of -25.`);
    demand(order.status === "refunded", `All was refunded, and the order became "${order.status}".`);
    return "20.00 more; the order is refunded";
  },
};
