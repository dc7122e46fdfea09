import { cpSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { findShopFolder, type InsidePlan } from "../../inside-plan.ts";
import { readText, runProgram, siteFolder, siteUrl } from "../../program-transport.ts";
import { readModulePlace } from "./read-module-place.ts";
import { deployStatic, ourFile, php, runMagento } from "./shop-transport.ts";

/**
 * Asks for the style sheets of the storefront one after the other: what is not there yet is made on demand, and Magento answers one of
 * two that are asked for at once with an error.
 */
async function warmStyles(): Promise<void> {
  for (const path of ["/forge-mug.html", "/checkout/cart"]) {
    const page = await (await fetch(`${siteUrl}${path}`)).text();
    for (const [, sheet = ""] of page.matchAll(/href="([^"]{1,400}\.css)"/g)) await (await fetch(sheet)).text();
  }
}

/** What an owner types on the shop's machine; the desk has no page for it. */
export const makeModuleJobs = (plan: InsidePlan): Readonly<Record<string, () => Promise<void>>> => {
  const module = findShopFolder(plan, "module");
  const { name, path } = readModulePlace(readText(join(module, "registration.php")));
  return {
    async enable() {
      mkdirSync(join(siteFolder, path), { recursive: true });
      cpSync(module, join(siteFolder, path), { recursive: true });
      await runMagento("module:enable", name);
      await runMagento("setup:upgrade");
    },
    async compile() {
      await runMagento("setup:di:compile");
      await deployStatic(plan.locale, "frontend", "Magento/luma");
      await runMagento("cache:flush");
      await warmStyles();
    },
    async uninstall() {
      await runMagento("module:disable", name);
      await runProgram(php, [ourFile(plan, "remove.php"), siteFolder, name]);
      rmSync(join(siteFolder, path, ".."), { recursive: true });
      for (const made of [
        "generated/code",
        "generated/metadata",
        "var/cache",
        "var/page_cache",
        "var/view_preprocessed",
      ]) {
        rmSync(join(siteFolder, made), { recursive: true, force: true });
      }
      await runMagento("setup:upgrade");
    },
  };
};
