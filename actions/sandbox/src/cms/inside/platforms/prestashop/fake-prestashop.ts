import { type FakeWorld, fakeAnswer, fakeWorld, openCheckout } from "../../fake-world.ts";
import type { InsidePlan } from "../../inside-plan.ts";
import type { OrderFacts, ShopFacts } from "./scenario/ask-shop.ts";

/** A zip whose first entry is a file of the module `salonpay`. */
export const moduleZip = (() => {
  const name = Buffer.from("salonpay/salonpay.php");
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, name]).toString("base64");
})();

export const shopFacts: ShopFacts = {
  ...{ kernel: false, prestashop: "8.2.1", php: "8.2.36", database: "10.11.19-MariaDB" },
  ...{ language: "fr-FR", currency: "EUR", product: 6, refundedState: 7 },
};

export const paidOrder: OrderFacts = {
  ...{ id: 6, reference: "GXBWUTCAI", module: "salonpay", payment: "Salon", total: 2500, paid: 2500 },
  ...{ state: "paid", history: 1, transactions: ["pay_2"], slips: [] },
};

/** A real shop in memory with the module `salonpay` in it and nothing bought yet. */
export function fakePrestashop(changes: Partial<InsidePlan> = {}): FakeWorld {
  const plugin = { name: "salon-pay", version: "1.0.0", zip: moduleZip, texts: [] };
  const world = fakeWorld({ cms: "prestashop", level: "real", plugin, ...changes });
  world.found.gatewayId = "salonpay";
  world.found.settingsUrl = "http://127.0.0.1:8080/desk/configure";
  world.found.productId = 6;
  world.answers["GET /shop"] = fakeAnswer(200, shopFacts);
  world.answers["GET /state"] = fakeAnswer(200, { tables: ["ps_cart"], files: ["modules/ps_wirepayment"] });
  world.answers["GET /log"] = fakeAnswer(200, [{ message: "salonpay payment.succeeded {}" }]);
  return world;
}

/** The same after a guest paid a checkout of 25.00 EUR; `order` is what the shop says of it. */
export function paidPrestashop(order: Partial<OrderFacts> = {}, plan: Partial<InsidePlan> = {}): FakeWorld {
  const world = fakePrestashop(plan);
  const id = openCheckout(world);
  world.provider.double.pay(id, world.now());
  const { reference } = world.provider.double.checkouts()[0] ?? {};
  world.answers[`GET /order?cart=${reference}`] = fakeAnswer(200, { ...paidOrder, ...order });
  return world;
}
