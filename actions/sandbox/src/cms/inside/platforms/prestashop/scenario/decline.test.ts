import { expect, it } from "vitest";
import { fakeAnswer, openCheckout } from "../../../fake-world.ts";
import { fakePrestashop, paidOrder } from "../fake-prestashop.ts";
import { address, delivery, guest, payment, product } from "../selectors.ts";
import { decline } from "./decline.ts";

function shop(orders: unknown[]) {
  const world = fakePrestashop();
  const { elements } = world.shopper;
  const names = [product.quantity, product.add, product.added, guest.next, address.step, address.next, delivery.step];
  for (const name of [...names, delivery.next, payment.current, payment.option("salonpay")]) elements.set(name, {});
  for (const name of ["firstname", "lastname", "email"]) elements.set(guest.field(name), {});
  for (const name of ["address1", "postcode", "city"]) elements.set(address.field(name), {});
  const id = openCheckout(world);
  elements.set(payment.order, { onClick: () => (world.shopper.address = `http://127.0.0.1:9500/pay/${id}`) });
  elements.set("#decline", {
    onClick: () => {
      world.shopper.address = "http://127.0.0.1:8080/index.php?controller=order";
      const record = { at: "", method: "POST", url: "", request: {}, answer: {} };
      world.provider.records.push({ ...record, direction: "out", status: 200 });
    },
  });
  elements.set("#pay", { onClick: () => (world.shopper.address = "http://127.0.0.1:8080/order-confirmation") });
  elements.set(payment.warning, {});
  world.answers["GET /order?cart=8"] = () => fakeAnswer(200, orders.shift());
  return world;
}

it("sees a warning and no order, then the order of the second try", async () => {
  expect(await decline.run(shop([null, paidOrder]))).toBe("cart 8 had no order, then was paid with checkout chk_1");
});

it("fails for an order that nobody paid, for silence, and for a second try that pays nothing", async () => {
  await expect(decline.run(shop([paidOrder]))).rejects.toThrow(/declined payment made an order/);
  await expect(decline.run(shop([null, { ...paidOrder, state: "error" }]))).rejects.toThrow(/"error" after the second/);
  const silent = shop([null]);
  silent.shopper.elements.delete(payment.warning);
  await expect(decline.run(silent)).rejects.toThrow(/Nobody tells/);
});
