import { describe, expect, it } from "vitest";
import { type FakeWorld, openCheckout } from "../../../fake-world.ts";
import { checkOut } from "./check-out.ts";
import { has, order, shop, texts } from "./fake-shop.ts";
import type { OrderFacts } from "./read-shop.ts";

describe("checkOut", () => {
  const shopper = (facts: OrderFacts): FakeWorld => {
    const world = shop(facts);
    const go = (selector: string, url: string, work = () => {}) =>
      world.shopper.elements.set(selector, {
        onClick: () => {
          world.shopper.address = url;
          work();
        },
      });
    go("#product-addtocart-button", "http://127.0.0.1:8080/checkout/cart");
    go("#proceed", "http://127.0.0.1:8080/checkout");
    has(world.shopper, "#customer-email", "#customer-name", ".payment-method");
    has(world.shopper, '.payment-method input[type="radio"]');
    world.shopper.elements.set("#checkout-payment", { text: texts.join(" ") });
    const opened = () => void openCheckout(world);
    go(".payment-method button.checkout", "http://127.0.0.1:9500/pay/chk_1", opened);
    return world;
  };

  it("orders with the module's script and ends at the provider", async () => {
    expect(await checkOut.run(shopper(order({ state: "pending_payment" })))).toContain("25.00 EUR");
  });

  it("fails for an order that is paid too early, another reference, or a method that does not render", async () => {
    await expect(checkOut.run(shopper(order()))).rejects.toThrow(/before the payment/);
    await expect(checkOut.run(shopper(order({ number: "9" })))).rejects.toThrow(/order's number 9/);
    const without = shopper(order());
    without.shopper.elements.delete(".payment-method");
    await expect(checkOut.run(without)).rejects.toThrow(/does not render/);
  });
});
