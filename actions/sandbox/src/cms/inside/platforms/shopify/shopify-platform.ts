import type { Platform } from "../../platform.ts";
import { frontPort, names } from "./front-transport.ts";
import { listActs } from "./scenario/list-acts.ts";
import { shopifyDriver } from "./shopify-transport.ts";

/** The contract host of Shopify with the app's own server beside it. */
export const shopifyPlatform: Platform = {
  driver: ({ versions }) => shopifyDriver(versions),
  acts: listActs,
  hosts: { names: Object.values(names), port: frontPort },
};
