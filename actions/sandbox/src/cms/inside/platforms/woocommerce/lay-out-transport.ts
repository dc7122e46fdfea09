import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { InsidePlan } from "../../inside-plan.ts";
import { findShopFolder } from "../../inside-plan.ts";
import { siteFolder } from "../../program-transport.ts";
import { renderLanguagePack } from "./render-language-pack.ts";

/** Copies what every driver needs: WordPress, the shop system, our must-use plugin, the language. */
export function layOutSite(plan: InsidePlan): void {
  const { locale } = plan;
  const content = join(siteFolder, "wp-content");
  cpSync(findShopFolder(plan, "wordpress"), siteFolder, { recursive: true });
  mkdirSync(join(content, "mu-plugins"), { recursive: true });
  mkdirSync(join(content, "database"), { recursive: true });
  cpSync(join(findShopFolder(plan, "site"), "forge-sandbox.php"), join(content, "mu-plugins/forge-sandbox.php"));
  // The folder's name counts: plugins say "Requires Plugins: woocommerce".
  cpSync(findShopFolder(plan, "woocommerce"), join(content, "plugins/woocommerce"), { recursive: true });
  mkdirSync(join(content, "languages"), { recursive: true });
  if (locale !== "en_US") putFile(`wp-content/languages/${locale}.l10n.php`, renderLanguagePack(locale));
}

export function putFile(path: string, text: string): void {
  writeFileSync(join(siteFolder, path), text);
}

export function readPart(path: string): string {
  return readFileSync(path, "utf8");
}
