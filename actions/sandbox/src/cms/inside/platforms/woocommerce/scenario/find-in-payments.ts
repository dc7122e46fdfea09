import { type Act, demand, known } from "../../../world.ts";

/** Where a shop's owner looks for ways to be paid: WooCommerce > Settings > Payments. */
export const findInPayments: Act = {
  id: "listed",
  title: "WooCommerce lists the gateway among its payments",
  async run(world) {
    const { admin, site, plan, found } = world;
    const id = known(found.gatewayId, "The gateway");
    await admin.goto(`${site.url}/wp-admin/admin.php?page=wc-settings&tab=checkout`, { waitUntil: "domcontentloaded" });
    // A table's row; newer releases fill a list by a script, where it is an item of that id.
    await admin.locator(`tr[data-gateway_id="${id}"], #wpbody-content #${id}`).first().waitFor();
    const words = await admin.locator("#wpbody-content").innerText();
    demand(!/&(?:#\d+|amp|quot);/.test(words), "The list of payments shows HTML where words belong.");
    if (plan.level === "real") await world.photograph(admin, "payments-desktop");
    return "shown in the list";
  },
};
