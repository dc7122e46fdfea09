import { type Act, demand, known, type World } from "../../../world.ts";
import { readOrder } from "./pay.ts";
import { address, awaitProvider, fillCart } from "./place-order.ts";

const placeOrder = ".wc-block-components-checkout-place-order-button";
/** The form sends the address a second after the last key; a press of the button before its answer would be lost. */
const isQuiet = `(() => {
  const now = document.timeline.currentTime;
  if (document.querySelector("${placeOrder}")?.disabled !== false) window.forgeQuietSince = now;
  return now - (window.forgeQuietSince ??= now) > 1500;
})()`;

/** Fields have the name of the address that the block shows: a cart that nobody ships has a billing address only. */
async function fillBlocks({ shopper }: World): Promise<void> {
  await shopper.locator("#email").fill(address["email"] ?? "");
  // Newer releases fold an address that they know from the order before.
  const folded = shopper.locator(".wc-block-components-address-card__edit:visible");
  if ((await folded.count()) > 0) await folded.first().click();
  const kind = (await shopper.locator("#billing-first_name").count()) > 0 ? "billing" : "shipping";
  for (const [name, value] of Object.entries(address)) {
    const field = shopper.locator(`#${kind}-${name}`);
    if (name !== "email" && (await field.count()) > 0) await field.fill(value);
  }
}

/** The checkout made of blocks: its own JavaScript shows the gateway, places the order and follows it to the provider. */
export const checkOutInBlocks: Act = {
  id: "block-checkout",
  title: "A guest pays in the block checkout",
  only: "real",
  async run(world) {
    const { shopper, found } = world;
    const id = known(found.gatewayId, "The gateway");
    await world.api("POST", "/forge/v1/checkout-page", { kind: "block" });
    await fillCart(world, 1);
    await shopper.goto(known(found.blockCheckoutUrl, "The checkout made of blocks"), { waitUntil: "domcontentloaded" });
    await shopper.locator("#email").waitFor();
    await fillBlocks(world);
    const choice = shopper.locator(`label[for="radio-control-wc-payment-method-options-${id}"]`);
    await choice.waitFor();
    const words = await choice.innerText();
    demand(words.includes(known(found.methodTitle, "The gateway's title")), `The block checkout calls it "${words}".`);
    await choice.click();
    await shopper.waitForFunction(isQuiet);
    await world.photograph(shopper, "block-checkout-desktop", { fullPage: true });
    await world.photograph(shopper, "block-checkout-phone", { phone: true, fullPage: true });
    await shopper.waitForFunction(isQuiet);
    await shopper.locator(placeOrder).click();
    const checkout = await awaitProvider(world);
    demand(checkout.amount === 1250, `The block checkout asked for ${checkout.amount}, not 1250 minor units.`);
    await shopper.locator("#pay").click();
    await shopper.waitForURL(/order-received/, { waitUntil: "domcontentloaded" });
    const order = Number(checkout.reference);
    const { status } = await readOrder(world, order);
    demand(status === "processing", `The order is "${status}" after the payment, not "processing".`);
    await world.api("POST", "/forge/v1/checkout-page", { kind: "classic" });
    return `order ${order}, 12.50 EUR, paid through checkout ${checkout.id}`;
  },
};
