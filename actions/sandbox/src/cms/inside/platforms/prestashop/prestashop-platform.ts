import type { Platform } from "../../platform.ts";
import { siteFolder } from "../../program-transport.ts";
import { locateShopFile } from "./locate-shop-file.ts";
import { prestashopNativeDriver } from "./prestashop-native-transport.ts";
import { listActs } from "./scenario/list-acts.ts";

/** A PrestaShop that the operator brought. */
export const prestashopPlatform: Platform = {
  driver: ({ versions }) => prestashopNativeDriver(versions),
  acts: listActs,
  staticFile: (path) => locateShopFile(siteFolder, path),
};
