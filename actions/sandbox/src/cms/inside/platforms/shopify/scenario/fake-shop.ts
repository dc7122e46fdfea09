import { type FakeWorld, fakeAnswer, fakeWorld } from "../../../fake-world.ts";
import type { OrderFacts } from "./read-order.ts";

/** Texts of the plugin in the language of the request. */
export const texts = [
  "Paiements Acme",
  "Clé d’API",
  "Secret des webhooks",
  "Enregistrer",
  "Une valeur est enregistrée.",
];
/** Where the provider sends webhooks. */
export const address = "https://app.plugsmith.example/webhooks/provider/corner-shop.myshopify.com";

/** The one order, paid. */
export const order = (changes: Partial<OrderFacts> = {}): OrderFacts => ({
  ...{ number: 1001, session: "8", customer: "A", email: "a", total: "25.00", state: "resolved", refunds: [] },
  ...{ timeline: ["paymentSessionResolve"], refundedCents: 0, ...changes },
});

/** A shop with that order in which nothing else happened yet. */
export function shop(facts: OrderFacts = order()): FakeWorld {
  const world = fakeWorld({
    cms: "shopify",
    plugin: { name: "acme-pay", version: "1.0.0", zip: "", texts },
  });
  world.answers["GET /order"] = fakeAnswer(200, facts);
  world.answers["GET /secrets"] = fakeAnswer(200, ["shpss_1"]);
  return world;
}

/** Elements that a page has, with nothing in them. */
export const has = (page: FakeWorld["admin"], ...selectors: string[]) => {
  for (const selector of selectors) page.elements.set(selector, {});
};
