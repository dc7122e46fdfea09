import type { Checkout } from "../../../provider-double.ts";
import { demand, known, type World } from "../../../world.ts";
import { address, delivery, guest, payment, product } from "../selectors.ts";

const person: Readonly<Record<string, string>> = { firstname: "Amélie", lastname: "O'Brien-Müller" };
const place: Readonly<Record<string, string>> = { address1: "1 rue de la Paix", postcode: "75002", city: "Paris" };

/** Puts pieces of the product into the cart on its own page. */
export async function fillCart({ shopper, site, found }: World, pieces: number): Promise<void> {
  const id = known(found.productId, "The product");
  await shopper.goto(`${site.url}/index.php?id_product=${id}&controller=product`, { waitUntil: "load" });
  await shopper.locator(product.quantity).fill(String(pieces));
  // The page may propose other products, with the same button.
  await shopper.locator(product.add).first().click();
  await shopper.locator(product.added).waitFor();
}

async function tick(page: World["shopper"], boxes: string): Promise<void> {
  const count = await page.locator(boxes).count();
  for (let index = 0; index < count; index += 1) await page.locator(`${boxes} >> nth=${index}`).check();
}

/** The checkout up to its last step: a guest's name, an address, a carrier. */
export async function reachPayment({ shopper, site }: World, email: string): Promise<void> {
  await shopper.goto(`${site.url}/index.php?controller=order`, { waitUntil: "load" });
  for (const [name, value] of Object.entries({ ...person, email }))
    await shopper.locator(guest.field(name)).fill(value);
  await tick(shopper, guest.consents);
  await shopper.locator(guest.next).click();
  await shopper.locator(address.step).waitFor();
  for (const [name, value] of Object.entries(place)) await shopper.locator(address.field(name)).fill(value);
  await shopper.locator(address.next).click();
  await shopper.locator(delivery.step).waitFor();
  await shopper.locator(delivery.next).click();
  await shopper.locator(payment.current).waitFor();
}

/** Chooses the module on the payment step and agrees to the terms. */
export async function chooseModule({ shopper, found }: World): Promise<void> {
  const module = known(found.gatewayId, "The module");
  demand((await shopper.locator(payment.option(module)).count()) === 1, "The payment step does not offer the module.");
  await shopper.locator(payment.option(module)).check();
  await tick(shopper, payment.terms);
}

/** Presses "Place order" and waits for the provider's page; answers the checkout that the shop opened. */
export async function goToProvider({ shopper, provider }: World): Promise<Checkout> {
  await shopper.locator(payment.order).click();
  await shopper.waitForURL(/:9500\/pay\//, { waitUntil: "domcontentloaded" });
  const id = new URL(shopper.url()).pathname.split("/").at(-1) ?? "";
  return known(provider.double.checkout(id), "The checkout at the provider");
}
