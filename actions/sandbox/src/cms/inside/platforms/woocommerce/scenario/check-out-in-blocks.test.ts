import { describe, expect, it } from "vitest";
import { type FakeWorld, fakeAnswer, fakeWorld, openCheckout } from "../../../fake-world.ts";
import { checkOutInBlocks } from "./check-out-in-blocks.ts";

const label = 'label[for="radio-control-wc-payment-method-options-salon_pay"]';

function shopWithBlocks(): FakeWorld {
  const world = fakeWorld({ level: "real" });
  Object.assign(world.found, { gatewayId: "salon_pay", methodTitle: "Salon", productId: 7 });
  world.found.blockCheckoutUrl = "http://127.0.0.1:8080/?page_id=6";
  world.answers["POST /forge/v1/checkout-page"] = fakeAnswer(200);
  world.answers["GET /wc/v3/orders/8"] = fakeAnswer(200, { status: "processing" });
  const { elements } = world.shopper;
  for (const name of ["first_name", "last_name", "address_1", "postcode", "city"]) elements.set(`#billing-${name}`, {});
  elements.set("#email", {});
  elements.set(label, { text: "Salon" });
  const placeOrder = () => void (world.shopper.address = `http://127.0.0.1:9500/pay/${openCheckout(world, 1250)}`);
  elements.set(".wc-block-components-checkout-place-order-button", { onClick: placeOrder });
  const pay = () => void (world.shopper.address = "http://127.0.0.1:8080/?order-received=8");
  elements.set("#pay", { onClick: pay });
  return world;
}

describe("checkOutInBlocks", () => {
  it("is for real shops, fills in the fields that the block has, and pays what the cart holds", async () => {
    expect(checkOutInBlocks.only).toBe("real");
    const world = shopWithBlocks();
    expect(await checkOutInBlocks.run(world)).toContain("order 8, 12.50 EUR");
    expect(world.shopper.elements.get("#billing-last_name")?.value).toBe("O'Brien-Müller");
    expect(world.shopper.clicked[0]).toBe(label);
    expect(world.pictures).toEqual(["block-checkout-desktop", "block-checkout-phone"]);
  });

  it("unfolds an address that the shop knows already", async () => {
    const world = shopWithBlocks();
    world.shopper.elements.set(".wc-block-components-address-card__edit:visible", {});
    await checkOutInBlocks.run(world);
    expect(world.shopper.clicked[0]).toBe(".wc-block-components-address-card__edit:visible");
  });

  it("fails when the gateway is not shown, has another name, or the order is not paid", async () => {
    const without = shopWithBlocks();
    without.shopper.elements.delete(label);
    await expect(checkOutInBlocks.run(without)).rejects.toThrow(/nothing matches label/);
    const nameless = shopWithBlocks();
    nameless.shopper.elements.set(label, { text: "undefined" });
    await expect(checkOutInBlocks.run(nameless)).rejects.toThrow(/calls it "undefined"/);
    const unpaid = shopWithBlocks();
    unpaid.answers["GET /wc/v3/orders/8"] = fakeAnswer(200, { status: "pending" });
    await expect(checkOutInBlocks.run(unpaid)).rejects.toThrow(/"pending" after the payment/);
  });
});
