import { type Act, demand, known } from "../../../world.ts";
import { findModuleLeftovers } from "../find-module-leftovers.ts";
import { menu, moduleActions } from "../selectors.ts";
import { readState } from "./ask-shop.ts";
import { openDeskPage } from "./open-desk-page.ts";

/** Uninstalls the module with its files in the module manager, then compares the shop with what it was before. */
export const removeModule: Act = {
  id: "uninstall",
  title: "Uninstalled and deleted, it leaves nothing behind",
  async run(world) {
    const { admin, found } = world;
    const module = known(found.gatewayId, "The module");
    const actions = moduleActions(module);
    await openDeskPage(admin, menu.modules);
    await admin.locator(actions.menu).click();
    await admin.locator(actions.uninstall).click();
    await admin.locator(actions.deleteFiles).check();
    await admin.locator(actions.confirm).click();
    const folder = `modules/${module}`;
    let after = await readState(world);
    for (let wait = 0; wait < 40 && after["files"]?.includes(folder); wait += 1) {
      await admin.evaluate("new Promise((resolve) => setTimeout(resolve, 250))");
      after = await readState(world);
    }
    const left = findModuleLeftovers(known(found.before, "The shop before"), after, module);
    demand(left.length === 0, `The module left behind: ${left.join(", ")}.`);
    return `compared before and after: ${Object.keys(after).join(", ")}`;
  },
};
