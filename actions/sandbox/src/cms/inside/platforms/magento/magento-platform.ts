import type { Platform } from "../../platform.ts";
import { siteFolder } from "../../program-transport.ts";
import { locateShopFile } from "./locate-shop-file.ts";
import { magentoNativeDriver } from "./magento-native-transport.ts";
import { magentoRealDriver } from "./magento-real-transport.ts";
import { magentoWasmDriver } from "./magento-wasm-transport.ts";
import { listActs } from "./scenario/list-acts.ts";

/** A Magento that the operator brought, or the contract kernel of Magento 2.4, with the module in it. */
export const magentoPlatform: Platform = {
  driver({ level, driver, versions }) {
    if (driver === "wasm") return magentoWasmDriver(versions);
    return level === "real" ? magentoRealDriver(versions) : magentoNativeDriver(versions);
  },
  acts: listActs,
  staticFile: (path) => locateShopFile(siteFolder, path),
};
