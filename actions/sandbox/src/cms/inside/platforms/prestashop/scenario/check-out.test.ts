import { expect, it } from "vitest";
import { openCheckout } from "../../../fake-world.ts";
import { fakePrestashop } from "../fake-prestashop.ts";
import { address, delivery, guest, payment, product } from "../selectors.ts";
import { checkOut } from "./check-out.ts";

function step(text: string, texts: string[] = []) {
  const world = fakePrestashop({ plugin: { ...fakePrestashop().plan.plugin, texts } });
  const { elements } = world.shopper;
  const names = [product.quantity, product.add, product.added, guest.next, address.step, address.next, delivery.step];
  for (const name of [...names, delivery.next, payment.current, payment.option("salonpay")]) elements.set(name, {});
  for (const name of ["firstname", "lastname", "email"]) elements.set(guest.field(name), {});
  for (const name of ["address1", "postcode", "city"]) elements.set(address.field(name), {});
  elements.set(payment.step, { text });
  elements.set(payment.label("salonpay"), { text: " Pay with Salon " });
  const id = openCheckout(world);
  elements.set(payment.order, { onClick: () => (world.shopper.address = `http://127.0.0.1:9500/pay/${id}`) });
  return world;
}

it("sees the option's title and the checkout at the provider", async () => {
  const world = step("Pay with Salon");
  expect(await checkOut.run(world)).toBe('cart 8, 25.00 EUR, checkout chk_1, "Pay with Salon"');
  expect(world.pictures).toEqual(["checkout-desktop", "checkout-phone"]);
});

it("fails for characters that were escaped twice, and for another language", async () => {
  await expect(checkOut.run(step("Pay with Tom &amp; Jerry"))).rejects.toThrow(/escaped character/);
  await expect(checkOut.run(step("Pay with Salon", ["Payer avec %s"]))).rejects.toThrow(/no text of fr_FR/);
});
