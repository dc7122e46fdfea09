import { expect, it } from "vitest";
import { speakHostWords } from "./host-words.ts";
import { renderCart, renderCheckout, renderProduct, renderThanks } from "./render-storefront.ts";

const french = speakHostWords("fr_FR");

it("shows prices of what is in the cart", () => {
  expect(renderProduct(french)).toContain("12.50 EUR");
  expect(renderCart(french, 2)).toContain("25.00 EUR");
});

it("offers the app's payment by its escaped name, or none, and says what went wrong", () => {
  const html = renderCheckout(french, { pieces: 1, brand: "<b>", trouble: "Refusé" });
  expect(html).toContain("&#60;b&#62;");
  expect(html).toContain('id="trouble">Refusé');
  expect(renderCheckout(french, { pieces: 1, brand: undefined, trouble: undefined })).toContain("disabled");
});

it("thanks, and says whether the order is paid", () => {
  const order = { number: 7, session: "u", customer: "A", email: "a", total: "25.00", refunds: [], timeline: [] };
  expect(renderThanks(french, { ...order, state: "resolved" })).toContain("Payée");
  expect(renderThanks(french, { ...order, state: "open" })).toContain("Paiement en attente");
});
