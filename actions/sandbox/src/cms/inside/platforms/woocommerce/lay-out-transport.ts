import { randomBytes } from "node:crypto";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { InsidePlan } from "../../inside-plan.ts";
import { findShopFolder } from "../../inside-plan.ts";
import { siteFolder } from "../../program-transport.ts";
import { renderLanguagePack } from "./render-language-pack.ts";

/** Copies what the drivers need that bring PHP only: WordPress, and all that goes into it. */
export function layOutSite(plan: InsidePlan): void {
  cpSync(findShopFolder(plan, "wordpress"), siteFolder, { recursive: true });
  mkdirSync(join(siteFolder, "wp-content/database"), { recursive: true });
  layOutShop(plan);
}

/** Our configuration in place of none or of the WordPress' own: a release as it comes brings a sample at most. */
export function layOutConfig(plan: InsidePlan): void {
  putFile("forge-salt", randomBytes(32).toString("hex"));
  putFile("wp-config.php", readPart(join(findShopFolder(plan, "site"), "wp-config.php")));
}

/** Copies into a WordPress what every driver needs: the shop system, our must-use plugin, the language. */
export function layOutShop(plan: InsidePlan): void {
  const { locale } = plan;
  const content = join(siteFolder, "wp-content");
  mkdirSync(join(content, "mu-plugins"), { recursive: true });
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
