import { join } from "node:path";
import { ForgeError } from "@plugsmith/schemas";
import { chooseKernelPhp } from "../../choose-kernel-php.ts";
import type { CmsPlatform } from "../../cms-platform.ts";
import { findLocale } from "../../find-locale.ts";
import { makePluginZip } from "../../make-plugin-zip.ts";
import { parseCsvTexts } from "./parse-csv-texts.ts";

const localeFile = /^i18n\/([a-z]{2,3}_[A-Z]{2})\.csv$/;

/** The contract kernel of Magento 2.4. A real one needs MySQL and OpenSearch, which nobody could try here. */
export const magentoCms: CmsPlatform = {
  describe: ({ magentoKernel = "2.4" }) => `the contract kernel of Magento ${magentoKernel}`,
  drivers: ["native", "wasm"],
  phpExtensions: ["pdo_sqlite", "simplexml", "openssl", "session"],
  debianPackages: "php-cli, php-sqlite3 and php-xml",
  check(ask) {
    chooseKernelPhp(ask("php"), "Magento");
    if (ask("magento-dir") === "") return undefined;
    throw new ForgeError("input_invalid", {
      message: "A real Magento cannot be started by this release: it needs MySQL and OpenSearch besides PHP.",
      hint: "Leave --magento-dir out: the module is played at the contract kernel of Magento 2.4, and the level says so.",
    });
  },
  async prepare({ driver, ask, home, parts, phpVersion, manifest, stage, files, locale: wanted, toolkit }) {
    const locales = files.flatMap(({ path }) => localeFile.exec(path)?.[1] ?? []);
    const locale = findLocale(locales, wanted);
    const csv = files.find(({ path }) => path === `i18n/${locale}.csv`)?.content ?? "";
    const php = chooseKernelPhp(ask("php"), "Magento");
    toolkit.info("playing the scenario at the contract kernel of Magento 2.4");
    return {
      level: "contract",
      locale: locale ?? wanted,
      php,
      zip: makePluginZip(manifest.name, []),
      texts: parseCsvTexts(Buffer.from(csv).toString("utf8")),
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
  },
};
