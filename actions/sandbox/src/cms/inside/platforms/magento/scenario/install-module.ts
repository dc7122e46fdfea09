import { type Act, demand } from "../../../world.ts";
import { measurePages } from "./open-shop.ts";
import { enableModule, readShop, readState } from "./read-shop.ts";

/** Lays the files out and does what module:enable, setup:upgrade and setup:di:compile do. */
export const installModule: Act = {
  id: "install",
  title: "The module is enabled: its tables are made and all that di.xml names can be made",
  async run(world) {
    const { plan, found } = world;
    await enableModule(world);
    const shop = await readShop(world);
    demand(shop.enabled, "After module:enable the module is not enabled.");
    found.gatewayId = shop.module;
    const before = found.before?.["tables"] ?? [];
    const tables = ((await readState(world))["tables"] ?? []).filter((name) => !before.includes(name));
    await measurePages(world, "with");
    const errors = world.readErrors();
    demand(errors.length === 0, `The module complains while it is enabled: ${errors[0]}`);
    return `${shop.module} ${plan.plugin.version} is enabled; ${tables.length} tables of its own`;
  },
};
