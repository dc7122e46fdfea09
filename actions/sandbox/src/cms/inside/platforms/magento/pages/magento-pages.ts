import type { Page } from "../../../page.ts";
import type { World } from "../../../world.ts";
import type { OrderFacts } from "../scenario/read-shop.ts";

/** Fields of the module's own section in Stores > Configuration. */
export type SettingsField = "api_base" | "api_key" | "webhook_secret" | "logging";

/** How the pages of a Magento are worked: the acts are the same in the shop itself and in its contract kernel, the pages are not. */
export interface MagentoPages {
  /** Page of the shop, list of its orders, and its checkout or cart: what is loaded to see what they cost. */
  readonly measured: { readonly front: string; readonly desk: string; readonly checkout: string };
  logIn(world: World): Promise<void>;
  /** Payment Methods with the module's group switched on, not saved; answers the page's words. @throws Error without that group. */
  switchOn(world: World): Promise<string>;
  /** The module's own section; answers its words. */
  openSettings(world: World): Promise<string>;
  fill(page: Page, field: SettingsField, value: string): Promise<void>;
  choose(page: Page, field: SettingsField, value: string): Promise<void>;
  read(page: Page, field: SettingsField): Promise<string>;
  /** Saves the page of the configuration that is open, and waits for such a message. */
  save(page: Page, message: "success" | "error"): Promise<void>;
  /** Puts one piece into the shopper's cart. */
  fillCart(world: World): Promise<void>;
  /** The checkout up to its last step, the module chosen; answers what the step shows. @throws Error when it does not offer the module. */
  reachPayment(world: World, email: string): Promise<string>;
  placeOrder(world: World): Promise<void>;
  /** The desk's page of an order; answers what its payment block says. */
  openOrder(world: World, order: OrderFacts): Promise<string>;
  /** A credit memo of 25.00 that gives so much money back; what was given back before is kept from it. */
  refund(world: World, order: OrderFacts, amount: "5.00" | "20.00"): Promise<void>;
  /** Whether the shop shows its shopper a message of a problem. */
  seesProblem(page: Page): Promise<boolean>;
}
