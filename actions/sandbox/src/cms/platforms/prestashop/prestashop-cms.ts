import { join, resolve } from "node:path";
import { chooseKernelPhp } from "../../choose-kernel-php.ts";
import type { CmsPlatform, PreparedShop, ShopAsk, ShopSetting } from "../../cms-platform.ts";
import { chooseModuleTexts } from "./choose-module-texts.ts";
import { makeModuleZip } from "./make-module-zip.ts";
import { readShopFolder } from "./read-shop-folder.ts";
import { requireShopTools } from "./read-shop-tools.ts";

type Shop = Pick<PreparedShop, "level" | "php" | "versions" | "shop">;

const isBrought = (ask: ShopAsk) => ask("prestashop-dir") !== "";

function readBrought(ask: ShopAsk): { folder: string; prestashop: string } {
  const folder = resolve(ask("prestashop-dir"));
  return { folder, prestashop: readShopFolder(folder, ask("prestashop-sha256")).prestashop };
}

function prepareReal({ ask, home, phpVersion, toolkit }: ShopSetting): Shop {
  const { folder, prestashop } = readBrought(ask);
  toolkit.info(`installing PrestaShop ${prestashop} and playing the scenario in it, driver native`);
  return {
    level: "real",
    php: "",
    versions: { prestashop, php: phpVersion ?? "unknown" },
    shop: { prestashop: folder, site: join(home.sources, "prestashop-site") },
  };
}

/** The image's shop was installed in English, and packs of languages come from the network. */
const localeOf = ({ driver, locale }: ShopSetting) => (driver === "docker" ? "en_US" : locale);

function prepareImage({ home, toolkit }: ShopSetting): Shop {
  toolkit.info("playing the scenario in the PrestaShop of the image, driver docker");
  return { level: "real", php: "", versions: {}, shop: { site: join(home.sources, "prestashop-site") } };
}

function prepareKernel({ ask, driver, home, parts, phpVersion, toolkit }: ShopSetting): Shop {
  const php = chooseKernelPhp(ask("php"), "PrestaShop");
  toolkit.info(`playing the scenario in the contract kernel of PrestaShop, driver ${driver}`);
  return {
    level: "contract",
    php,
    versions: driver === "wasm" ? { php, phpWasm: parts.versions.playground } : { php: phpVersion ?? "unknown" },
    shop: { kernel: join(home.sources, "prestashop-kernel"), server: join(home.sources, "wasm-server") },
  };
}

/** A PrestaShop that the operator brought, else its contract kernel. */
export const prestashopCms: CmsPlatform = {
  describe: ({ prestashop, prestashopKernel }) =>
    prestashop === undefined
      ? `the contract kernel of PrestaShop ${prestashopKernel ?? ""}`.trim()
      : `PrestaShop ${prestashop}`,
  drivers: ["native", "wasm"],
  // The kernel's; a whole shop needs more, which is asked for when one was brought.
  phpExtensions: ["pdo_sqlite", "mbstring", "dom", "zip"],
  debianPackages: "php-cli, php-sqlite3, php-mbstring, php-zip and php-xml",
  check(ask) {
    if (isBrought(ask)) return ["native"];
    chooseKernelPhp(ask("php"), "PrestaShop");
    return undefined;
  },
  inspect(ask) {
    if (isBrought(ask)) readBrought(ask);
  },
  async requireTools(ask) {
    if (isBrought(ask)) await requireShopTools();
  },
  async prepare(setting) {
    const prepare = setting.driver === "docker" ? prepareImage : isBrought(setting.ask) ? prepareReal : prepareKernel;
    const shop = prepare(setting);
    const { module, zip } = makeModuleZip(setting.files);
    return { ...shop, ...chooseModuleTexts(setting.files, localeOf(setting)), zip, zipName: `${module}.zip` };
  },
};
