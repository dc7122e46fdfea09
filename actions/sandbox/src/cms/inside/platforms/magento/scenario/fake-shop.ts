import { type FakeWorld, fakeAnswer, fakeWorld } from "../../../fake-world.ts";
import type { OrderFacts } from "./read-shop.ts";

/** Texts of the plugin in the language of the request. */
export const texts = ["Activé", "Titre", "Clé d’API", "Secret des webhooks", "Ordre", "Marque", "Couleur", "Journal"];

/** The one order, paid. */
export const order = (changes: Partial<OrderFacts> = {}): OrderFacts => ({
  ...{ id: 1, number: "8", state: "processing", total: 2500, refunded: 0, comments: ["Captured"], information: {} },
  ...{ transactions: [{ kind: "capture", id: "pay_2" }], ...changes },
});

/** A shop with that order in which nothing else happened yet. */
export function shop(facts: OrderFacts = order()): FakeWorld {
  const world = fakeWorld({ cms: "magento", plugin: { name: "acme-pay", version: "1.0.0", zip: "", texts } });
  world.answers["GET /forge/orders"] = fakeAnswer(200, [facts]);
  world.answers["GET /forge/shop"] = fakeAnswer(200, { kernel: "2.4.0", module: "", enabled: false, locale: "fr_FR" });
  world.answers["GET /forge/state"] = fakeAnswer(200, { tables: ["sales_order"] });
  world.answers["POST /forge/cron"] = fakeAnswer(200, ["forget"]);
  return world;
}

/** Elements that a page has, with nothing in them. */
export const has = (page: FakeWorld["admin"], ...selectors: string[]) => {
  for (const selector of selectors) page.elements.set(selector, {});
};
