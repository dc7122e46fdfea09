import { describe, expect, it } from "vitest";
import { fakeWorld, openCheckout } from "../../../fake-world.ts";
import { awaitProvider, fillCart } from "./place-order.ts";

describe("the way to the provider", () => {
  it("puts all pieces into the cart with one request, once there is a product", async () => {
    const world = fakeWorld();
    await expect(fillCart(world, 2)).rejects.toThrow(/product is not known/);
    world.found.productId = 7;
    await fillCart(world, 3);
    expect(world.shopper.visited).toEqual(["http://127.0.0.1:8080/?add-to-cart=7&quantity=3"]);
  });

  it("knows the checkout by the page the shopper stands on, and no other", async () => {
    const world = fakeWorld();
    openCheckout(world);
    const second = openCheckout(world, 1250, "k2");
    world.shopper.address = `http://127.0.0.1:9500/pay/${second}`;
    expect(await awaitProvider(world)).toMatchObject({ id: second, amount: 1250 });
    world.shopper.address = "http://127.0.0.1:9500/pay/chk_99";
    await expect(awaitProvider(world)).rejects.toThrow(/never asked for a checkout/);
    world.shopper.address = "http://127.0.0.1:8080/?page_id=5";
    await expect(awaitProvider(world)).rejects.toThrow(/still at/);
  });
});
