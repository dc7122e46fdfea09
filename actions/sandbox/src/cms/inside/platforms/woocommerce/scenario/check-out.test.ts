import { describe, expect, it } from "vitest";
import { type FakeWorld, fakeAnswer, fakeWorld, openCheckout } from "../../../fake-world.ts";
import { checkOut } from "./check-out.ts";

function shopWithCheckout(): FakeWorld {
  const world = fakeWorld();
  world.found.gatewayId = "salon_pay";
  world.found.checkoutUrl = "http://127.0.0.1:8080/?page_id=5";
  world.answers["POST /wc/v3/products"] = fakeAnswer(201, { id: 7 });
  for (const name of ["first_name", "last_name", "address_1", "postcode", "city", "phone", "email"]) {
    world.shopper.elements.set(`#billing_${name}`, {});
  }
  world.shopper.elements.set("#payment_method_salon_pay", {});
  const onClick = () => {
    world.shopper.address = `http://127.0.0.1:9500/pay/${openCheckout(world)}`;
  };
  world.shopper.elements.set("#place_order", { onClick });
  return world;
}

describe("checkOut", () => {
  it("buys two pieces, fills in the form and ends at the provider with the right amount", async () => {
    const world = shopWithCheckout();
    expect(await checkOut.run(world)).toBe("order 8, 25.00 EUR, checkout chk_1");
    expect(world.shopper.visited[0]).toBe("http://127.0.0.1:8080/?add-to-cart=7&quantity=2");
    expect(world.found.orderId).toBe(8);
    expect(world.pictures).toEqual(["checkout-desktop", "checkout-phone"]);
  });

  it("fails when the gateway is not offered, or nobody asked the provider", async () => {
    const without = shopWithCheckout();
    without.shopper.elements.delete("#payment_method_salon_pay");
    await expect(checkOut.run(without)).rejects.toThrow(/does not offer/);
    const pretends = shopWithCheckout();
    pretends.shopper.elements.set("#place_order", {
      onClick: () => void (pretends.shopper.address = "http://127.0.0.1:9500/pay/chk_1"),
    });
    await expect(checkOut.run(pretends)).rejects.toThrow(/never asked/);
  });
});
