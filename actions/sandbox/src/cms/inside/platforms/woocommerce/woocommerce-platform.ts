import type { Platform } from "../../platform.ts";
import { siteFolder } from "../../program-transport.ts";
import { locateStaticFile } from "./locate-static-file.ts";
import { listActs } from "./scenario/list-acts.ts";
import { wordpressNativeDriver } from "./wordpress-native-transport.ts";
import { wordpressWasmDriver } from "./wordpress-wasm-transport.ts";

/** WooCommerce, or its contract kernel, in a WordPress on SQLite. */
export const woocommercePlatform: Platform = {
  driver: ({ driver, versions }) =>
    driver === "wasm" ? wordpressWasmDriver(versions) : wordpressNativeDriver(versions),
  acts: listActs,
  staticFile: (path) => locateStaticFile(siteFolder, path),
};
