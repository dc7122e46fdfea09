import { type Act, demand, known } from "../../../world.ts";
import { findModuleLeftovers } from "../find-module-leftovers.ts";
import { readShop, readState, uninstallModule } from "./read-shop.ts";

/** module:uninstall: the module's own Setup\Uninstall, then its files; compares the shop with what it was before. */
export const removeModule: Act = {
  id: "uninstall",
  title: "Uninstalled, it leaves nothing behind",
  async run(world) {
    const { method = "", section = "", module } = await readShop(world);
    await uninstallModule(world);
    const before = known(world.found.before, "The shop before");
    const after = await readState(world);
    const left = findModuleLeftovers(before, after, [method, section, module]);
    demand(left.length === 0, `The module left behind: ${left.slice(0, 10).join(", ")}.`);
    const { shopper, site } = world;
    const page = await shopper.goto(`${site.url}/`, { waitUntil: "domcontentloaded" });
    demand(page?.status() === 200, "The shop does not serve without the module.");
    return `compared before and after: ${Object.keys(after).join(", ")}`;
  },
};
