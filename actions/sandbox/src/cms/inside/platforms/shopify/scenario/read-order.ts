import { demand, type World } from "../../../world.ts";
import type { ShopifyOrder } from "../host/shop-state.ts";

export interface OrderFacts extends ShopifyOrder {
  readonly refundedCents: number;
}

/** The one order as the contract host knows it. */
export async function readOrder(world: World): Promise<OrderFacts> {
  const answer = await world.api("GET", "/order");
  demand(answer.status() === 200, "The shop has no order.");
  return (await answer.json()) as OrderFacts;
}
