import { join } from "node:path";
import { chooseLocale } from "../../choose-locale.ts";
import type { CmsPlatform, ShopAsk } from "../../cms-platform.ts";
import { makePluginZip } from "../../make-plugin-zip.ts";
import { parsePoTexts } from "../../parse-po-texts.ts";
import { applyReleaseZip } from "./apply-release-zip.ts";
import { applyWordpress } from "./apply-wordpress.ts";
import { chooseCmsVersions } from "./choose-cms-versions.ts";
import { type ReleaseZip, readReleaseZip } from "./read-release-zip.ts";

/** That of Debian 12, so that both drivers answer alike. */
const defaultPhp = "8.2";

/** A WordPress that the operator brought; undefined when none was. */
function askWordpress(ask: ShopAsk): ReleaseZip | undefined {
  const zip = ask("wordpress-zip");
  const proof = { file: "wp-includes/version.php", line: /^\$wp_version='[\d.]+';$/ };
  const release = { product: "WordPress", option: "--wordpress-sha256", folder: "wordpress", proof };
  return zip === "" ? undefined : { ...release, zip, sha256: ask("wordpress-sha256") };
}

/** The same of a WooCommerce. */
function askWoocommerce(ask: ShopAsk): ReleaseZip | undefined {
  const zip = ask("woocommerce-zip");
  const proof = { file: "woocommerce.php", line: /^\*PluginName:WooCommerce$/ };
  const release = { product: "WooCommerce", option: "--sha256", folder: "woocommerce", proof };
  return zip === "" ? undefined : { ...release, zip, sha256: ask("woocommerce-sha256") };
}

/** The folder that a release was unpacked to. */
const applyBrought = (release: ReleaseZip | undefined, cache: string) => release && applyReleaseZip(release, cache);

const chooseVersions = (ask: ShopAsk) => chooseCmsVersions(ask("wordpress"), ask("php"));

/** WooCommerce, or its contract kernel, in a WordPress on SQLite. */
export const woocommerceCms: CmsPlatform = {
  describe: ({ wordpress = "of no known version" }) => `WordPress ${wordpress}`,
  drivers: ["native", "wasm"],
  // What WordPress on SQLite cannot do without.
  phpExtensions: ["pdo_sqlite", "mbstring", "dom", "zlib"],
  debianPackages: "php-cli, php-sqlite3, php-mbstring and php-xml",
  check(ask) {
    chooseVersions(ask);
    return undefined;
  },
  inspect(ask) {
    for (const release of [askWordpress(ask), askWoocommerce(ask)]) if (release) readReleaseZip(release);
  },
  async prepare({ driver, ask, home, parts, phpVersion, manifest, files, locale: wanted, toolkit }) {
    const versions = chooseVersions(ask);
    // The image brings both.
    const wordpress =
      driver === "docker"
        ? undefined
        : applyWordpress(home.cache, versions.wordpress, applyBrought(askWordpress(ask), home.cache));
    const { locale, texts } = chooseLocale(
      files.map(({ path }) => path),
      manifest.name,
      wanted,
    );
    const po = files.find(({ path }) => path === texts)?.content ?? "";
    const woocommerce = applyBrought(askWoocommerce(ask), home.cache);
    const php = versions.php ?? defaultPhp;
    const patience =
      driver === "wasm" && woocommerce !== undefined
        ? "; a whole WooCommerce takes about ten minutes so, thirty at most"
        : "";
    toolkit.info(
      `playing the scenario in WordPress ${wordpress?.versions.wordpress ?? "of the image"}, driver ${driver}${patience}`,
    );
    return {
      level: woocommerce === undefined ? "contract" : "real",
      ...{
        locale,
        php,
        zip: makePluginZip(manifest.name, files),
        texts: parsePoTexts(Buffer.from(po).toString("utf8")),
      },
      versions: wordpress
        ? {
            wordpress: wordpress.versions.wordpress,
            ...(driver === "wasm"
              ? { php, phpWasm: parts.versions.playground }
              : { php: phpVersion ?? "unknown", sqliteDriver: wordpress.versions.sqlite }),
          }
        : {},
      shop: {
        ...(wordpress ? { wordpress: wordpress.folder, sqlite: wordpress.sqlite } : {}),
        site: join(home.sources, "site"),
        woocommerce: woocommerce ?? join(home.sources, "woocommerce-kernel"),
      },
    };
  },
};
