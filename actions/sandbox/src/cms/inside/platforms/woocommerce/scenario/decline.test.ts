import { describe, expect, it } from "vitest";
import { type FakeWorld, fakeAnswer, fakeWorld, openCheckout } from "../../../fake-world.ts";
import { decline } from "./decline.ts";

const refused = { note: "The payment failed: card_declined. Pending payment to Failed" };

function shop({ notes = [refused], after = "failed", answer = 200 } = {}): FakeWorld {
  const world = fakeWorld();
  Object.assign(world.found, { gatewayId: "salon_pay", productId: 7, checkoutUrl: "http://127.0.0.1:8080/?page_id=5" });
  const { elements } = world.shopper;
  for (const name of ["first_name", "last_name", "address_1", "postcode", "city", "phone", "email"]) {
    elements.set(`#billing_${name}`, {});
  }
  elements.set("#payment_method_salon_pay", {});
  let tries = 0;
  const placeOrder = () => {
    tries += 1;
    world.shopper.address = `http://127.0.0.1:9500/pay/${openCheckout(world, 1250, `k${tries}`)}`;
  };
  elements.set("#place_order", { onClick: placeOrder });
  const declined = () => {
    const record = { at: "", direction: "out", method: "POST", url: "http://127.0.0.1:8080/hook" } as const;
    world.provider.records.push({ ...record, status: answer, request: {}, answer: {} });
    world.shopper.address = "http://127.0.0.1:8080/?order-pay=8";
  };
  elements.set("#decline", { onClick: declined });
  let paid = false;
  const pay = () => {
    paid = true;
    world.shopper.address = "http://127.0.0.1:8080/?order-received=8";
  };
  elements.set("#pay", { onClick: pay });
  world.answers["GET /wc/v3/orders/8"] = () => fakeAnswer(200, { status: paid ? "processing" : after });
  world.answers["GET /wc/v3/orders/8/notes"] = fakeAnswer(200, notes);
  return world;
}

describe("decline", () => {
  it("sees the order fail, with one note of it, and pays it with another checkout", async () => {
    const world = shop();
    expect(await decline.run(world)).toBe("order 8 failed, then was paid with checkout chk_2");
    expect(world.shopper.clicked).toEqual(["#place_order", "#decline", "#place_order", "#pay"]);
  });

  it.each([
    [{ after: "processing" }, /"processing" after a declined payment/],
    [{ notes: [] }, /tell of 0 declined payments/],
    [{ notes: [refused, refused] }, /tell of 2 declined payments/],
    [{ answer: 500 }, /answered 500, not 200/],
  ])("fails for a shop like %j", async (faults, why) => {
    await expect(decline.run(shop(faults))).rejects.toThrow(why);
  });

  it("fails when the page for paying again does not offer the gateway", async () => {
    const world = shop();
    const { elements } = world.shopper;
    const { onClick } = elements.get("#decline") ?? {};
    const gone = () => {
      onClick?.();
      elements.delete("#payment_method_salon_pay");
    };
    elements.set("#decline", { onClick: gone });
    await expect(decline.run(world)).rejects.toThrow(/paying again does not offer/);
  });
});
