import { expect, it } from "vitest";
import { fakeAnswer, fakeWorld, openCheckout } from "../../../fake-world.ts";
import { pay, product, shipping } from "../pages/selectors.ts";
import { decline } from "./decline.ts";
import { order, texts } from "./fake-shop.ts";

/** A shop whose first order is refused and whose second is paid; `states` are what it makes of them. */
function shop(states: readonly [string, string], references = ["8", "9"]) {
  const plugin = { name: "acme-pay", version: "1.0.0", zip: "", texts };
  const world = fakeWorld({ cms: "magento", level: "real", plugin });
  const { shopper } = world;
  const names = ["firstname", "lastname", "street[0]", "city", "postcode", "telephone"];
  const there = [product.add, product.ready, product.added, shipping.email, shipping.rate, shipping.next];
  for (const one of [...there, ...names.map(shipping.field), pay.method("acme_pay"), "#acme_pay", pay.step])
    shopper.elements.set(one, {});
  world.answers["GET /forge/shop"] = fakeAnswer(200, { method: "acme_pay" });
  const orders = states.map((state, index) => order({ number: references[index] ?? "", state }));
  world.answers["GET /forge/orders"] = fakeAnswer(200, orders);
  let opened = 0;
  const open = () => {
    opened += 1;
    const id = openCheckout(world, 1250, `k${opened}`);
    const checkout = world.provider.double.checkout(id);
    if (checkout) Object.assign(checkout, { reference: references[opened - 1] });
    shopper.address = `http://127.0.0.1:9500/pay/${id}`;
  };
  shopper.elements.set(pay.place, { onClick: open });
  const hook = {
    at: "",
    direction: "out",
    method: "POST",
    url: "/hook",
    status: 200,
    request: {},
    answer: {},
  } as const;
  const refuse = () => {
    world.provider.records.push(hook);
    shopper.address = "http://127.0.0.1:8080/checkout/cart/";
  };
  shopper.elements.set("#decline", { onClick: refuse });
  const thank = () => void (shopper.address = "http://127.0.0.1:8080/checkout/onepage/success/");
  shopper.elements.set("#pay", { onClick: thank });
  shopper.elements.set(".message-error", { text: "refusé" });
  return world;
}

it("cancels the order of a refused card and pays another with the same cart", async () => {
  expect(await decline.run(shop(["canceled", "processing"]))).toContain("order 8 is cancelled, and 9 was paid");
});

it("fails when nobody is told, or the refused order lives on", async () => {
  const silent = shop(["canceled", "processing"]);
  silent.shopper.elements.delete(".message-error");
  await expect(decline.run(silent)).rejects.toThrow(/Nobody tells/);
  await expect(decline.run(shop(["pending_payment", "processing"]))).rejects.toThrow(/not "canceled"/);
  await expect(decline.run(shop(["canceled", "pending_payment"]))).rejects.toThrow(/not "processing"/);
  await expect(decline.run(shop(["canceled", "processing"], ["8", "8"]))).rejects.toThrow(/sent to the provider again/);
});
