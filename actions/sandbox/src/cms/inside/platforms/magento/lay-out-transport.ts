import { randomBytes } from "node:crypto";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findShopFolder, type InsidePlan } from "../../inside-plan.ts";
import { siteFolder } from "../../program-transport.ts";

/** An empty shop: the kernel makes its database on the first request. Answers the administrator's password. */
export function layOutShop(plan: InsidePlan): string {
  const modules = findShopFolder(plan, "modules");
  const library = join(siteFolder, "pub/lib");
  for (const folder of [library, join(siteFolder, "var")]) mkdirSync(folder, { recursive: true });
  // RequireJS and Knockout, which Magento's checkout brings too.
  cpSync(join(modules, "requirejs/require.js"), join(library, "require.js"));
  cpSync(join(modules, "knockout/build/output/knockout-latest.js"), join(library, "knockout.js"));
  cpSync(findShopFolder(plan, "module"), join(siteFolder, "incoming"), { recursive: true });
  cpSync(findShopFolder(plan, "kernel"), join(siteFolder, "kernel"), { recursive: true });
  const password = randomBytes(12).toString("hex");
  writeFileSync(join(siteFolder, "var/shop.json"), JSON.stringify({ locale: plan.locale, password }));
  return password;
}
