import type { Platform } from "../../platform.ts";
import { magentoNativeDriver } from "./magento-native-transport.ts";
import { magentoWasmDriver } from "./magento-wasm-transport.ts";
import { listActs } from "./scenario/list-acts.ts";

/** The contract kernel of Magento 2.4 with the module in it. */
export const magentoPlatform: Platform = {
  driver: ({ driver, versions }) => (driver === "wasm" ? magentoWasmDriver(versions) : magentoNativeDriver(versions)),
  acts: listActs,
};
