import type { Platform } from "../../platform.ts";
import { siteFolder } from "../../program-transport.ts";
import { kernelDriver } from "./kernel-transport.ts";
import { locateShopFile } from "./locate-shop-file.ts";
import { prestashopDockerDriver } from "./prestashop-docker-transport.ts";
import { prestashopNativeDriver } from "./prestashop-native-transport.ts";
import { listActs } from "./scenario/list-acts.ts";

/** A PrestaShop that the operator brought, or its contract kernel. */
export const prestashopPlatform: Platform = {
  driver({ level, driver, versions }) {
    if (driver === "docker") return prestashopDockerDriver(versions);
    return level === "real" ? prestashopNativeDriver(versions) : kernelDriver(driver, versions);
  },
  acts: listActs,
  staticFile: (path) => locateShopFile(siteFolder, path),
};
