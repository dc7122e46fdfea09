import type { InsidePlan } from "./inside-plan.ts";
import type { Page, PageAnswer } from "./page.ts";
import type { Provider } from "./provider-transport.ts";
import type { RunningSite, SiteLog } from "./sandbox-driver.ts";

/** What acts learn from each other. */
export interface Found {
  gatewayId?: string;
  settingsUrl?: string;
  webhookUrl?: string;
  checkoutUrl?: string;
  /** The same page made of blocks, where the shop system has such. */
  blockCheckoutUrl?: string;
  /** What shoppers choose. */
  methodTitle?: string;
  productId?: number;
  orderId?: number;
  /** How people see the order, where that is not its number. */
  orderReference?: string;
  /** Names of everything in the site before the plugin came. */
  before?: SiteState;
  versions: Record<string, string>;
}

/** Names by kind: options, tables, cron hooks … */
export type SiteState = Readonly<Record<string, readonly string[]>>;

export interface LogRecord {
  readonly [name: string]: unknown;
}

/** What an act of the scenario works with. */
export interface World {
  readonly plan: InsidePlan;
  readonly site: RunningSite;
  readonly admin: Page;
  readonly shopper: Page;
  readonly provider: Provider;
  readonly keys: { readonly apiKey: string; readonly webhookSecret: string };
  readonly found: Found;
  /** Unix seconds. */
  now(): number;
  /** Keeps a picture of a page; `phone` makes the window narrow for it. */
  photograph(page: Page, name: string, options?: { phone?: boolean; fullPage?: boolean }): Promise<void>;
  /** A call of the site's own interface as its administrator. */
  api(method: string, path: string, body?: unknown): Promise<PageAnswer>;
  /** Records of one of the site's logs. */
  readLog(name: Exclude<SiteLog, "errors">): LogRecord[];
  /** Lines of the site's error log. */
  readErrors(): string[];
}

/** One act: what it says when it succeeded. @throws Error when what must be is not so. */
export interface Act {
  readonly id: string;
  readonly title: string;
  /** Feature of the plugin that the act is about; without it the act is left out. */
  readonly needs?: string;
  /** Set when no contract host can play the act; it is skipped there, with words. */
  readonly only?: "real";
  run(world: World): Promise<string>;
}

/** @throws Error saying what was expected and not seen. */
export function demand(holds: boolean, message: string): asserts holds {
  if (!holds) throw new Error(message);
}

export function known<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`${what} is not known: an earlier act did not find it.`);
  return value;
}
