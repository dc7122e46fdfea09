import { type Act, demand, known, type SiteState } from "../../../world.ts";
import { findLeftovers } from "../find-leftovers.ts";

/** Deactivates and deletes the plugin on the plugins page, then compares the site with what it was before. */
export const removePlugin: Act = {
  id: "uninstall",
  title: "Deactivated and deleted, it leaves nothing behind",
  async run(world) {
    const { admin, site, plan, found } = world;
    const row = `tr[data-plugin^="${plan.plugin.name}/"]`;
    await admin.goto(`${site.url}/wp-admin/plugins.php`, { waitUntil: "domcontentloaded" });
    await admin.locator(`${row} .deactivate a`).click();
    await admin.locator(`tr.inactive[data-plugin^="${plan.plugin.name}/"]`).waitFor();
    // With its scripts loaded, or the link would lead to a page of its own.
    await admin.goto(`${site.url}/wp-admin/plugins.php`, { waitUntil: "load" });
    await admin.locator(`${row} .delete a`).click();
    await admin.locator(`${row}.deleted`).waitFor({ state: "attached" });
    const after = (await (await world.api("GET", "/forge/v1/state")).json()) as SiteState;
    const left = findLeftovers(known(found.before, "The site before"), after, plan.plugin.name, plan.level);
    demand(left.length === 0, `The plugin left behind: ${left.join(", ")}.`);
    const kinds = Object.keys(after).join(", ");
    return `compared before and after: ${kinds}`;
  },
};
