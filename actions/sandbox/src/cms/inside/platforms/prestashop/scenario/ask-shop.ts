import { known, type SiteState, type World } from "../../../world.ts";

/** What the shop is, as its forge.php says. */
export interface ShopFacts {
  /** Set by the contract kernel. */
  readonly kernel: boolean;
  readonly prestashop: string;
  readonly php: string;
  /** Version of MariaDB or MySQL; a kernel may have none. */
  readonly database?: string;
  readonly language: string;
  readonly currency: string;
  /** A product without variants, of which there is enough. */
  readonly product: number;
  /** Number of the order state "Refunded". */
  readonly refundedState?: number;
}

/** An order; money in minor units of two decimals. */
export interface OrderFacts {
  readonly id: number;
  readonly reference: string;
  readonly module: string;
  readonly payment: string;
  readonly total: number;
  readonly paid: number;
  /** `paid`, `error`, `refunded`, or the number of another state. */
  readonly state: string;
  /** States that it had. */
  readonly history: number;
  readonly transactions: readonly string[];
  /** Amounts of its credit slips. */
  readonly slips: readonly number[];
}

async function ask(world: World, path: string): Promise<unknown> {
  const answer = await world.api("GET", path);
  if (answer.status() !== 200)
    throw new Error(`The shop answered ${answer.status()} to ${path}: ${(await answer.text()).slice(0, 400)}`);
  return answer.json();
}

export const readShop = async (world: World) => (await ask(world, "/shop")) as ShopFacts;
export const readState = async (world: World) => (await ask(world, "/state")) as SiteState;
export const readShopLog = async (world: World) => (await ask(world, "/log")) as readonly Record<string, unknown>[];

/** The order of a cart; null while it has none. */
export const readOrderOf = async (world: World, cart: string) =>
  (await ask(world, `/order?cart=${encodeURIComponent(cart)}`)) as OrderFacts | null;

/** The order of the scenario's first checkout. */
export async function readOrder(world: World): Promise<OrderFacts> {
  const { reference } = known(world.provider.double.checkouts()[0], "The checkout");
  return known((await readOrderOf(world, reference)) ?? undefined, "The order");
}
