import { expect, it } from "vitest";
import { openCheckout } from "../../../fake-world.ts";
import { fakePrestashop } from "../fake-prestashop.ts";
import { address, delivery, guest, payment, product } from "../selectors.ts";
import { chooseModule, fillCart, goToProvider, reachPayment } from "./place-order.ts";

it("takes a guest from the product to the provider's page", async () => {
  const world = fakePrestashop();
  const { elements } = world.shopper;
  for (const name of [product.quantity, product.add, product.added, guest.next, address.step, address.next])
    elements.set(name, {});
  for (const name of [delivery.step, delivery.next, payment.current, payment.option("salonpay")])
    elements.set(name, {});
  for (const name of ["firstname", "lastname", "email"]) elements.set(guest.field(name), {});
  for (const name of ["address1", "postcode", "city"]) elements.set(address.field(name), {});
  for (const boxes of [guest.consents, payment.terms]) {
    elements.set(boxes, { count: 1 });
    elements.set(`${boxes} >> nth=0`, {});
  }
  const id = openCheckout(world);
  elements.set(payment.order, { onClick: () => (world.shopper.address = `http://127.0.0.1:9500/pay/${id}`) });
  await fillCart(world, 2);
  await reachPayment(world, "amelie@example.com");
  await chooseModule(world);
  expect((await goToProvider(world)).id).toBe(id);
  expect(elements.get(product.quantity)?.value).toBe("2");
  expect(elements.get(guest.field("email"))?.value).toBe("amelie@example.com");
  expect(elements.get(`${payment.terms} >> nth=0`)?.checked).toBe(true);
});

it("fails when the payment step does not offer the module", async () => {
  await expect(chooseModule(fakePrestashop())).rejects.toThrow(/does not offer/);
});
