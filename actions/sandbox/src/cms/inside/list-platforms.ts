import type { InsidePlan } from "./inside-plan.ts";
import type { Platform } from "./platform.ts";
import { magentoPlatform } from "./platforms/magento/magento-platform.ts";
import { prestashopPlatform } from "./platforms/prestashop/prestashop-platform.ts";
import { shopifyPlatform } from "./platforms/shopify/shopify-platform.ts";
import { woocommercePlatform } from "./platforms/woocommerce/woocommerce-platform.ts";

/** Every shop system that the program can start, by the manifest's `cms`. */
export const listPlatforms = (): Readonly<Record<InsidePlan["cms"], Platform>> => ({
  prestashop: prestashopPlatform,
  woocommerce: woocommercePlatform,
  shopify: shopifyPlatform,
  magento: magentoPlatform,
});
