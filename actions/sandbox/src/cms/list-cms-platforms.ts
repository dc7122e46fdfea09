import type { CmsPlatform } from "./cms-platform.ts";
import type { InsidePlan } from "./inside/inside-plan.ts";
import { magentoCms } from "./platforms/magento/magento-cms.ts";
import { prestashopCms } from "./platforms/prestashop/prestashop-cms.ts";
import { shopifyCms } from "./platforms/shopify/shopify-cms.ts";
import { woocommerceCms } from "./platforms/woocommerce/woocommerce-cms.ts";

const platforms: Readonly<Record<InsidePlan["cms"], CmsPlatform>> = {
  prestashop: prestashopCms,
  woocommerce: woocommerceCms,
  shopify: shopifyCms,
  magento: magentoCms,
};

export interface FoundPlatform {
  readonly cms: InsidePlan["cms"];
  readonly platform: CmsPlatform;
}

/** The shop system of a manifest's `cms`; undefined where a plugin lives in none. */
export function findCmsPlatform(cms: string | undefined): FoundPlatform | undefined {
  const found = Object.entries(platforms).find(([name]) => name === cms);
  return found && { cms: found[0] as InsidePlan["cms"], platform: found[1] };
}
