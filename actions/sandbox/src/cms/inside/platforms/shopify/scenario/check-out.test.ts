import { describe, expect, it } from "vitest";
import { fakeAnswer, openCheckout } from "../../../fake-world.ts";
import { checkOut } from "./check-out.ts";
import { has, shop } from "./fake-shop.ts";

describe("checkOut", () => {
  it("ends at the provider with the right amount, and wants no second checkout for the same session", async () => {
    const world = shop();
    const go = (selector: string, url: string, work = () => {}) =>
      world.shopper.elements.set(selector, {
        onClick: () => {
          world.shopper.address = url;
          work();
        },
      });
    go("#add-to-cart", "https://corner-shop.myshopify.com/cart");
    go("#check-out", "https://corner-shop.myshopify.com/checkout");
    has(world.shopper, "#email", "#name", "#payment-app");
    go("#pay-now", "https://pay.provider.example/pay/chk_1", () => void openCheckout(world));
    world.answers["POST /session-again"] = fakeAnswer(200);
    expect(await checkOut.run(world)).toContain("25.00 EUR, checkout chk_1");
    world.answers["POST /session-again"] = fakeAnswer(502);
    await expect(checkOut.run(world)).rejects.toThrow(/answered 502/);
    world.shopper.elements.delete("#payment-app");
    await expect(checkOut.run(world)).rejects.toThrow(/does not offer/);
  });
});
