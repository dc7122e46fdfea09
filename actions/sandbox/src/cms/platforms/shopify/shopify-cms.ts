import { join } from "node:path";
import type { CmsPlatform } from "../../cms-platform.ts";
import { findLocale } from "../../find-locale.ts";
import { makePluginZip } from "../../make-plugin-zip.ts";
import { checkDependencies } from "./check-dependencies.ts";
import { parseLocaleTexts } from "./parse-locale-texts.ts";
import { readPartVersion } from "./read-part-version.ts";

const localeFile = /^web\/src\/locales\/([a-z]{2,3}(?:_[A-Z]{2})?)\.js$/;

/** The contract host of Shopify with the app's own server: nobody can start a Shopify. */
export const shopifyCms: CmsPlatform = {
  describe: ({ shopifyHost = "" }) => `the contract host of Shopify ${shopifyHost}`.trim(),
  drivers: ["native"],
  phpExtensions: undefined,
  debianPackages: "",
  check: () => undefined,
  async prepare({ home, parts, manifest, stage, files, locale: wanted, toolkit }) {
    const text = (path: string) => {
      const found = files.find((file) => file.path === path);
      return found && Buffer.from(found.content).toString("utf8");
    };
    const modules = join(parts.root, "node_modules");
    const readVersion = (name: string) => readPartVersion(modules, name);
    checkDependencies(text("web/package.json"), readVersion);
    const locales = files.flatMap(({ path }) => localeFile.exec(path)?.[1] ?? []);
    const locale = findLocale(locales, wanted);
    const read = (name: string) => parseLocaleTexts(text(`web/src/locales/${name}.js`) ?? "");
    const english = new Set(read("en_US"));
    toolkit.info("playing the scenario at the contract host of Shopify");
    return {
      level: "contract",
      locale: locale ?? wanted,
      php: "",
      zip: makePluginZip(manifest.name, []),
      texts: locale === undefined ? [] : read(locale).filter((words) => !english.has(words)),
      versions: {
        shopifyHost: "2026-04",
        shopifyApi: readVersion("@shopify/shopify-api") ?? "unknown",
        graphql: readVersion("graphql") ?? "unknown",
      },
      shop: { app: stage, modules, host: join(home.sources, "shopify-host") },
    };
  },
};
