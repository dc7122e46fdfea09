import type { PluginManifest, TestedVersion, TestResult } from "@plugsmith/schemas";

type Trial = Pick<NonNullable<TestResult["plugsmith"]["sandbox"]>, "level" | "versions">;

/** Names of what a trial started, as people read them, in the order in which they are shown. */
const shops = [
  ["wordpress", "WordPress"],
  ["php", "PHP"],
  ["woocommerce", "WooCommerce"],
  ["woocommerceKernel", "WooCommerce kernel"],
] as const;
const prestashops = [
  ["prestashop", "PrestaShop"],
  ["prestashopKernel", "PrestaShop kernel"],
  ["php", "PHP"],
] as const;
const magentos = [
  ["magento", "Magento"],
  ["magentoKernel", "Magento kernel"],
  ["php", "PHP"],
] as const;
/** Nobody can start a real one; its name says what was started instead. */
const shopifys = [
  ["shopifyHost", "Shopify contract host"],
  ["node", "Node.js"],
] as const;
/** Names of a platform's parts; one of `either` must have been started. */
const hosts = {
  prestashop: { names: prestashops, either: ["prestashop", "prestashopKernel"] },
  magento: { names: magentos, either: ["magento", "magentoKernel"] },
  shopify: { names: shopifys, either: ["shopifyHost"] },
  woocommerce: { names: shops, either: ["wordpress"] },
} as const;
const languages = { node: [["node", "Node.js"]], php: [["php", "PHP"]], python: [["python", "Python"]] } as const;

/** A number is all that is believed of a version; names of what was started are ours. */
const number = /^[0-9][0-9A-Za-z.+-]{0,29}$/u;

function nameVersions(names: readonly (readonly [string, string])[], { versions }: Trial): string | null {
  const known = names.flatMap(([key, name]) => {
    const found = versions[key];
    return found !== undefined && number.test(found) ? [`${name} ${found}`] : [];
  });
  return known.length === 0 ? null : known.join(", ");
}

/** What the trial's platform was; null: the plugin ran, but not in what it is made for. */
function namePlatform(trial: Trial, { cms, runtime }: Pick<PluginManifest, "cms" | "runtime">): string | null {
  if (cms === "prestashop" || cms === "magento" || cms === "shopify" || cms === "woocommerce") {
    const { names, either } = hosts[cms];
    return either.some((one) => trial.versions[one] !== undefined) ? nameVersions(names, trial) : null;
  }
  // For a package the platform is the language.
  if (cms === "php" || cms === "python") return cms === runtime ? nameVersions(languages[cms], trial) : null;
  const isNodes = runtime === "node" && (cms === "node" || cms === "tool" || cms === "bench");
  return isNodes ? nameVersions(languages.node, trial) : null;
}

/**
 * The platforms in which the approved pipeline run tried a plugin, from its verified test result and from nothing else. Empty where
 * no result is attested, or the plugin was not started in its platform.
 */
export function listTestedVersions(
  tests: TestResult | null,
  manifest: Pick<PluginManifest, "cms" | "runtime">,
): TestedVersion[] {
  if (!tests) return [];
  const { sandbox, compatibility = [], runId } = tests.plugsmith;
  const found = new Map<string, TestedVersion>();
  for (const trial of [...(sandbox ? [sandbox] : []), ...compatibility]) {
    const version = namePlatform(trial, manifest);
    if (version !== null) found.set(`${trial.level} ${version}`, { version, level: trial.level, runId });
  }
  return [...found.values()];
}
