import { type Act, demand } from "../../../world.ts";

interface Compatibility {
  /** Features of WooCommerce that it says the plugin does not stand, or does not know about. */
  readonly incompatible: readonly string[];
  readonly uncertain: readonly string[];
  /** Whether its status page calls the plugin untested with this release. */
  readonly untested: boolean;
}

/** What WooCommerce itself says about the plugin on its status page and above the list of plugins. */
export const lookForIncompatibility: Act = {
  id: "compatible",
  title: "WooCommerce finds no incompatibility of the plugin",
  only: "real",
  async run(world) {
    const { name } = world.plan.plugin;
    const answer = await world.api("GET", `/forge/v1/compatibility&plugin=${name}`);
    const { incompatible, uncertain, untested } = (await answer.json()) as Compatibility;
    demand(incompatible.length === 0, `WooCommerce calls the plugin incompatible with ${incompatible.join(", ")}.`);
    const known = uncertain.filter((feature) => ["custom_order_tables", "cart_checkout_blocks"].includes(feature));
    demand(known.length === 0, `The plugin does not say whether it stands ${known.join(", ")}.`);
    const tested = untested ? "the plugin's header does not name this release yet" : "its header names this release";
    return `order tables and block checkout declared; ${tested}`;
  },
};
