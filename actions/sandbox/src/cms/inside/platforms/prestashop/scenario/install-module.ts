import { countTexts } from "../../../count-texts.ts";
import { type Act, demand, type World } from "../../../world.ts";
import { readModuleName } from "../read-module-name.ts";
import { menu, moduleRow, upload } from "../selectors.ts";
import { readState } from "./ask-shop.ts";
import { openDeskPage } from "./open-desk-page.ts";
import { measurePages } from "./open-shop.ts";

const visible = (selector: string) =>
  `[...document.querySelectorAll(${JSON.stringify(selector)})].some((one) => one.offsetParent !== null)`;

/** An order state of the module has its name in the shop's language. */
async function checkStates(world: World, module: string): Promise<void> {
  const { texts } = world.plan.plugin;
  const names = (await readState(world))["orderStateNames"]?.filter((name) => name.startsWith(`${module}:`)) ?? [];
  const foreign = names.filter((name) => countTexts(name, texts) === 0);
  demand(
    texts.length === 0 || foreign.length === 0,
    `An order state is not in ${world.plan.locale}: ${foreign.join()}`,
  );
}

/** Uploads the zip in the module manager as a shop's owner does; PrestaShop installs it at once. */
export const installModule: Act = {
  id: "install",
  title: "The module is uploaded and installed",
  async run(world) {
    const { admin, plan, found } = world;
    const module = readModuleName(plan);
    await openDeskPage(admin, menu.modules);
    await admin.locator(upload.open).click();
    await admin.locator(upload.zone).waitFor();
    const buffer = Buffer.from(plan.plugin.zip, "base64");
    await admin.locator(upload.input).setInputFiles({ name: `${module}.zip`, mimeType: "application/zip", buffer });
    await admin.waitForFunction(`${visible(upload.success)} || ${visible(upload.failure)}`);
    const words = (await admin.locator(upload.zone).innerText()).replaceAll(/\s+/g, " ").trim();
    const installed = (await admin.evaluate(visible(upload.success))) as boolean;
    demand(installed, `PrestaShop does not install ${module}: ${words.slice(0, 600)}`);
    await admin.locator(upload.configure).click();
    await admin.waitForURL(/configure/, { waitUntil: "domcontentloaded" });
    found.settingsUrl = admin.url();
    await openDeskPage(admin, menu.modules);
    demand((await admin.locator(moduleRow(module)).count()) > 0, `The module manager does not list ${module}.`);
    await admin.evaluate(
      `document.querySelector(${JSON.stringify(moduleRow(module))})?.scrollIntoView({ block: "center" })`,
    );
    await world.photograph(admin, "modules-desktop");
    await checkStates(world, module);
    await measurePages(world, "with");
    found.gatewayId = module;
    return `module ${module} ${plan.plugin.version}`;
  },
};
