import type { ShopContainer } from "./shop-container.ts";
import { prestashopContainer } from "./shops/prestashop-container.ts";
import { woocommerceContainer } from "./shops/woocommerce-container.ts";

const containers: Readonly<Record<string, ShopContainer>> = {
  woocommerce: woocommerceContainer,
  prestashop: prestashopContainer,
};

/** How the driver docker runs a shop system; undefined for one that it cannot run. */
export const findShopContainer = (cms: string): ShopContainer | undefined =>
  Object.hasOwn(containers, cms) ? containers[cms] : undefined;
