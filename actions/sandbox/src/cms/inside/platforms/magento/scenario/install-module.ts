import { type Act, demand } from "../../../world.ts";
import { measurePages } from "./open-shop.ts";
import { compileShop, enableModule, readShop, readState } from "./read-shop.ts";

/** Lays the files out and does what module:enable and setup:upgrade do, or lets Magento do them. */
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
    // A shop makes its caches anew after it.
    if (plan.level === "real") await measurePages(world, "warm");
    await measurePages(world, "with");
    const errors = world.readErrors();
    demand(errors.length === 0, `The module complains while it is enabled: ${errors[0]}`);
    return `${shop.module} ${plan.plugin.version} is enabled; ${tables.length} tables of its own`;
  },
};

/** What an owner does before a shop goes live: classes and static files of everything, the module's among them. */
export const compileModule: Act = {
  id: "compile",
  title: "Magento compiles the shop with the module in it, and makes the storefront's static files",
  only: "real",
  async run(world) {
    await compileShop(world);
    const errors = world.readErrors();
    demand(errors.length === 0, `The module complains while it is compiled: ${errors[0]}`);
    return "setup:di:compile and setup:static-content:deploy end without a complaint";
  },
};
