import { join, resolve } from "node:path";
import type { CmsPlatform } from "../../cms-platform.ts";
import { chooseModuleTexts } from "./choose-module-texts.ts";
import { makeModuleZip } from "./make-module-zip.ts";
import { readShopFolder } from "./read-shop-folder.ts";
import { requireShopTools } from "./read-shop-tools.ts";

/** A PrestaShop that the operator brought. */
export const prestashopCms: CmsPlatform = {
  describe: ({ prestashop, prestashopKernel }) =>
    prestashop === undefined ? `the PrestaShop kernel ${prestashopKernel ?? ""}`.trim() : `PrestaShop ${prestashop}`,
  drivers: ["native"],
  phpExtensions: ["mbstring", "dom", "zlib"],
  debianPackages: "php-cli, php-mbstring and php-xml",
  check: (ask) => (ask("prestashop-dir") === "" ? [] : ["native"]),
  async prepare({ ask, home, phpVersion, files, locale: wanted, toolkit }) {
    const folder = resolve(ask("prestashop-dir"));
    await requireShopTools();
    const { prestashop } = readShopFolder(folder, ask("prestashop-sha256"));
    toolkit.info(`installing PrestaShop ${prestashop} and playing the scenario in it, driver native`);
    return {
      level: "real",
      ...chooseModuleTexts(files, wanted),
      zip: makeModuleZip(files).zip,
      php: "",
      versions: { prestashop, php: phpVersion ?? "unknown" },
      shop: { prestashop: folder, site: join(home.sources, "prestashop-site") },
    };
  },
};
