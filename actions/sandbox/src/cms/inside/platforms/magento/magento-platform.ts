import type { Platform } from "../../platform.ts";
import { magentoNativeDriver } from "./magento-native-transport.ts";
import { listActs } from "./scenario/list-acts.ts";

/** The contract kernel of Magento 2.4 with the module in it. */
export const magentoPlatform: Platform = {
  driver: ({ versions }) => magentoNativeDriver(versions),
  acts: listActs,
};
