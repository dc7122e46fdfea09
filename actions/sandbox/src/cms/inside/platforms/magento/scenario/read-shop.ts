import { demand, type SiteState, type World } from "../../../world.ts";

export interface OrderFacts {
  readonly id: number;
  readonly number: string;
  readonly state: string;
  /** Minor units, as `refunded`. */
  readonly total: number;
  readonly refunded: number;
  readonly comments: readonly string[];
  readonly transactions: readonly { readonly kind: string; readonly id: string }[];
  readonly information: Readonly<Record<string, string>>;
  /** Of a real shop. */
  readonly invoices?: readonly number[];
}

export interface ShopFacts {
  readonly kernel: string;
  readonly module: string;
  readonly enabled: boolean;
  readonly locale: string;
  /** Of a real shop: its release, database, mode, and how many modules are on. */
  readonly magento?: string;
  readonly database?: string;
  readonly mode?: string;
  readonly modules?: number;
  /** Code of the module's payment method and its section of the configuration, as its files say; of a real shop. */
  readonly method?: string;
  readonly section?: string;
}

async function ask<T>(world: World, method: string, path: string): Promise<T> {
  const answer = await world.api(method, `/forge/${path}`);
  demand(
    answer.status() === 200,
    `The shop answered ${method} ${path} with ${answer.status()}: ${await answer.text()} ${world.readErrors().at(-1) ?? ""}`,
  );
  return (await answer.json()) as T;
}

export const readShop = (world: World) => ask<ShopFacts>(world, "GET", "shop");
export const readState = (world: World) => ask<SiteState>(world, "GET", "state");
export const enableModule = (world: World) => ask<unknown>(world, "POST", "enable");
export const compileShop = (world: World) => ask<unknown>(world, "POST", "compile");
export const uninstallModule = (world: World) => ask<unknown>(world, "POST", "uninstall");
export const runCron = (world: World) => ask<readonly string[]>(world, "POST", "cron");

export const readOrders = (world: World) => ask<OrderFacts[]>(world, "GET", "orders");

/** The one order as the shop keeps it. */
export async function readOrder(world: World): Promise<OrderFacts> {
  const [order, ...more] = await readOrders(world);
  demand(order !== undefined && more.length === 0, `The shop has ${order ? 1 + more.length : 0} orders, not one.`);
  return order;
}
