import type { ShopAsk } from "./cms-platform.ts";
import { chooseImage } from "./docker/choose-image.ts";
import { findShopContainer } from "./docker/list-shop-containers.ts";

const titles: Readonly<Record<string, string>> = {
  woocommerce: "WooCommerce",
  prestashop: "PrestaShop",
  magento: "Magento",
  shopify: "Shopify",
  php: "PHP",
};

/** Inputs that bring a shop, and the shop system that it is one of. */
const brought: Readonly<Record<string, string>> = {
  "woocommerce-zip": "woocommerce",
  "wordpress-zip": "woocommerce",
  "prestashop-dir": "prestashop",
  "magento-dir": "magento",
};

/** Digests, and what each is the digest of. */
const digests: Readonly<Record<string, string>> = {
  "woocommerce-sha256": "woocommerce-zip",
  "wordpress-sha256": "wordpress-zip",
  "prestashop-sha256": "prestashop-dir",
  "magento-sha256": "magento-dir",
};

/** What a forge may set for all its plugins at once, whatever each of them is for. */
const settings: Readonly<Record<string, readonly string[]>> = {
  wordpress: ["woocommerce"],
  php: ["woocommerce", "prestashop", "magento", "php"],
  image: ["woocommerce", "prestashop"],
  "database-image": ["woocommerce", "prestashop"],
};

/** Why an input has no meaning for a plugin. */
export interface Misfit {
  readonly message: string;
  readonly hint: string;
}

const name = (input: string) => (input === "woocommerce-sha256" ? "--sha256" : `--${input}`);
const join = (words: readonly string[]) => words.join(", ").replace(/, ([^,]+)$/, " and $1");

function describe(input: string, owners: readonly string[], cms: string): Misfit {
  const meant = join(owners.map((owner) => titles[owner] ?? owner));
  const own = titles[cms] === undefined ? `lives in no shop (${cms})` : `is for ${titles[cms]}`;
  const other = !(input in settings) && Object.keys(brought).find((each) => brought[each] === cms);
  return {
    message: `${name(input)} is for plugins of ${meant}; this one ${own}.`,
    hint: `Leave ${name(input)} out.${other ? ` With ${name(other)} you bring a shop for this plugin.` : ""}`,
  };
}

/** Whether a setting says nothing at all to a plugin; a list of images may name others than its own. */
function isLost(input: string, value: string, cms: string): boolean {
  if (!settings[input]?.includes(cms)) return true;
  return input.endsWith("image") && (!findShopContainer(cms) || chooseImage(value, cms) === "");
}

/**
 * The first input that would be left out without a word because it is for another shop system than the plugin's `cms`, or a digest of
 * nothing. A `forge` gives its settings to every plugin, so only what was brought for one counts; a `person` means all of them.
 */
export function findMisfit(ask: ShopAsk, cms: string, asker: "forge" | "person"): Misfit | undefined {
  const isGiven = (input: string) => ask(input) !== "";
  const owner = (input: string) => brought[digests[input] ?? input] ?? "";
  const stray = [...Object.keys(brought), ...Object.keys(digests)].find((one) => isGiven(one) && owner(one) !== cms);
  if (stray !== undefined) return describe(stray, [owner(stray)], cms);
  const alone = Object.keys(digests).find((input) => isGiven(input) && !isGiven(digests[input] ?? ""));
  if (alone !== undefined) {
    const missing = name(digests[alone] ?? "");
    const message = `${name(alone)} is the digest of nothing: ${missing} is missing.`;
    return { message, hint: `Give ${missing} too, or leave ${name(alone)} out.` };
  }
  if (asker === "forge") return undefined;
  const lost = Object.keys(settings).find((input) => isGiven(input) && isLost(input, ask(input), cms));
  return lost === undefined ? undefined : describe(lost, settings[lost] ?? [], cms);
}
