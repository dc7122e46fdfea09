import { findErrors } from "../../../find-errors.ts";
import { type Act, demand } from "../../../world.ts";

/** Somebody switches the shop system off while the plugin stays on, as happens in every update that goes wrong. */
export const switchShopOff: Act = {
  id: "without-shop",
  title: "With WooCommerce switched off the site goes on, and the desk is told",
  async run(world) {
    const { admin, shopper, site, plan } = world;
    await world.api("POST", "/forge/v1/woocommerce", { active: false });
    const front = (await shopper.request.fetch(`${site.url}/`)).status();
    demand(front === 200, `The site answers ${front} without WooCommerce.`);
    await admin.goto(`${site.url}/wp-admin/plugins.php`, { waitUntil: "domcontentloaded" });
    const row = admin.locator(`tr.active[data-plugin^="${plan.plugin.name}/"]`);
    demand((await row.count()) === 1, "The plugins page does not show the plugin any more.");
    const told = await admin.locator("#wpbody-content .notice-error").count();
    demand(told > 0, "Nothing tells the desk that WooCommerce is missing.");
    const errors = findErrors(world.readErrors(), plan.plugin.name);
    demand(errors.length === 0, `PHP complains about the plugin: ${errors[0]}`);
    await world.api("POST", "/forge/v1/woocommerce", { active: true });
    return "the site answered 200, the desk shows a notice, PHP has no complaint";
  },
};
