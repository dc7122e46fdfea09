import { type Act, demand } from "../../../world.ts";
import { readOrder } from "./pay.ts";
import { awaitProvider, fillCart, fillCheckout } from "./place-order.ts";
import { pressRefund } from "./press-refund.ts";

/** The same once more with orders kept as posts: shops that are older than order tables (HPOS) still have them so. */
export const keepOrdersAsPosts: Act = {
  id: "orders-as-posts",
  title: "Orders kept as posts are paid and refunded like those in tables",
  only: "real",
  async run(world) {
    const { admin, shopper, site, plan } = world;
    const tables = (await (await world.api("POST", "/forge/v1/orders", { posts: true })).json()) as { hpos: boolean };
    demand(!tables.hpos, "The shop still keeps its orders in tables.");
    await fillCart(world, 2);
    await fillCheckout(world);
    await shopper.locator("#place_order").click();
    const order = Number((await awaitProvider(world)).reference);
    await shopper.locator("#pay").click();
    await shopper.waitForURL(/order-received/, { waitUntil: "domcontentloaded" });
    const { status } = await readOrder(world, order);
    demand(status === "processing", `The order is "${status}" after the payment, not "processing".`);
    await admin.goto(`${site.url}/wp-admin/post.php?post=${order}&action=edit`, { waitUntil: "domcontentloaded" });
    const refunded = plan.features.includes("refunds");
    if (refunded) await pressRefund(world, "25.00");
    const end = (await readOrder(world, order)).status;
    demand(end === (refunded ? "refunded" : "processing"), `The order became "${end}".`);
    const back = (await (await world.api("POST", "/forge/v1/orders", { posts: false })).json()) as { hpos: boolean };
    demand(back.hpos, "The shop does not go back to its tables of orders.");
    return `order ${order}, a post: paid${refunded ? ", refunded in full" : ""}; the others are in tables`;
  },
};
