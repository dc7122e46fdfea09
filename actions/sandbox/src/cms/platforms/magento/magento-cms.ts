import { join, resolve } from "node:path";
import { chooseKernelPhp } from "../../choose-kernel-php.ts";
import type { CmsPlatform, PreparedShop, ShopAsk, ShopSetting } from "../../cms-platform.ts";
import { findLocale } from "../../find-locale.ts";
import { makePluginZip } from "../../make-plugin-zip.ts";
import { parseCsvTexts } from "./parse-csv-texts.ts";
import { readMagentoFolder } from "./read-magento-folder.ts";
import { requireMagentoTools } from "./read-magento-tools.ts";

type Shop = Pick<PreparedShop, "level" | "php" | "versions" | "shop" | "size">;

const localeFile = /^i18n\/([a-z]{2,3}_[A-Z]{2})\.csv$/;
/** Release, compiled classes, static files and database of a shop take about half of it. */
const size = { filesMiB: 3072, deadlineMs: 900_000 };

const isBrought = (ask: ShopAsk) => ask("magento-dir") !== "";

function readBrought(ask: ShopAsk): { folder: string; magento: string } {
  const folder = resolve(ask("magento-dir"));
  return { folder, magento: readMagentoFolder(folder, ask("magento-sha256")).magento };
}

function prepareReal({ ask, home, phpVersion, stage, toolkit }: ShopSetting): Shop {
  toolkit.info("comparing the Magento folder with its digest");
  const { folder, magento } = readBrought(ask);
  toolkit.info(`installing Magento ${magento} and playing the scenario in it, driver native (three to ten minutes)`);
  return {
    level: "real",
    php: "",
    size,
    versions: { magento, php: phpVersion ?? "unknown", search: "stand-in" },
    shop: { magento: folder, module: stage, site: join(home.sources, "magento-site") },
  };
}

function prepareKernel({ driver, ask, home, parts, phpVersion, stage, toolkit }: ShopSetting): Shop {
  const php = chooseKernelPhp(ask("php"), "Magento");
  toolkit.info("playing the scenario at the contract kernel of Magento 2.4");
  return {
    level: "contract",
    php,
    versions: {
      magentoKernel: "2.4",
      ...(driver === "wasm" ? { php, phpWasm: parts.versions.playground } : { php: phpVersion ?? "unknown" }),
    },
    shop: {
      module: stage,
      kernel: join(home.sources, "magento-kernel"),
      wasm: join(home.sources, "wasm-server"),
      modules: join(parts.root, "node_modules"),
    },
  };
}

/** A Magento that the operator brought, else the contract kernel of Magento 2.4. */
export const magentoCms: CmsPlatform = {
  describe: ({ magento, magentoKernel = "2.4" }) =>
    magento === undefined ? `the contract kernel of Magento ${magentoKernel}` : `Magento ${magento}`,
  drivers: ["native", "wasm"],
  // The kernel's; a whole shop needs more, which is asked for when one was brought.
  phpExtensions: ["pdo_sqlite", "simplexml", "openssl", "session"],
  debianPackages: "php-cli, php-sqlite3 and php-xml",
  check(ask) {
    if (isBrought(ask)) return ["native"];
    chooseKernelPhp(ask("php"), "Magento");
    return undefined;
  },
  inspect(ask) {
    if (isBrought(ask)) readBrought(ask);
  },
  async requireTools(ask) {
    if (isBrought(ask)) await requireMagentoTools();
  },
  async prepare(setting) {
    const { ask, manifest, files, locale: wanted } = setting;
    const locales = files.flatMap(({ path }) => localeFile.exec(path)?.[1] ?? []);
    const locale = findLocale(locales, wanted);
    const csv = files.find(({ path }) => path === `i18n/${locale}.csv`)?.content ?? "";
    const shop = isBrought(ask) ? prepareReal(setting) : prepareKernel(setting);
    const texts = parseCsvTexts(Buffer.from(csv).toString("utf8"));
    return { ...shop, locale: locale ?? wanted, zip: makePluginZip(manifest.name, []), texts };
  },
};
