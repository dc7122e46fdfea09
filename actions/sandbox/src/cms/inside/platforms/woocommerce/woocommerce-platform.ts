import type { Platform } from "../../platform.ts";
import { siteFolder } from "../../program-transport.ts";
import { locateStaticFile } from "./locate-static-file.ts";
import { listActs } from "./scenario/list-acts.ts";
import { wordpressDockerDriver } from "./wordpress-docker-transport.ts";
import { wordpressNativeDriver } from "./wordpress-native-transport.ts";
import { wordpressWasmDriver } from "./wordpress-wasm-transport.ts";

const drivers = { native: wordpressNativeDriver, wasm: wordpressWasmDriver, docker: wordpressDockerDriver };

/** WooCommerce, or its contract kernel, in a WordPress on SQLite. */
export const woocommercePlatform: Platform = {
  driver: ({ driver, versions }) => drivers[driver](versions),
  acts: listActs,
  staticFile: (path) => locateStaticFile(siteFolder, path),
};
