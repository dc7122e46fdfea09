import type { HostLanguage } from "./host-words.ts";
import { escapeHtml, renderFrame } from "./render-frame.ts";
import { formatCents, pieceCents, type ShopifyOrder } from "./shop-state.ts";

const price = (pieces: number) => `${formatCents(pieces * pieceCents)} EUR`;

export function renderProduct(language: HostLanguage): string {
  const { say } = language;
  const body = `<div class="cols"><div class="mug" aria-hidden="true">☕</div><div><h1>${escapeHtml(say("mug"))}</h1><p>${price(1)}</p><form method="post" action="/cart/add"><button id="add-to-cart">${escapeHtml(say("addToCart"))}</button></form></div></div>`;
  return renderFrame(language, "shop", say("mug"), body);
}

export function renderCart(language: HostLanguage, pieces: number): string {
  const { say } = language;
  const body = `<h1>${escapeHtml(say("cart"))}</h1><div class="card"><div class="row"><span>${escapeHtml(say("mug"))} × ${pieces}</span><b>${price(pieces)}</b></div></div><a class="button" id="check-out" href="/checkout">${escapeHtml(say("checkout"))}</a>`;
  return renderFrame(language, "shop", say("cart"), body);
}

/** The checkout; `brand` is the offsite payment that is switched on, `trouble` HTML-free text of what went wrong. */
export function renderCheckout(
  language: HostLanguage,
  { pieces, brand, trouble }: { pieces: number; brand: string | undefined; trouble: string | undefined },
): string {
  const { say } = language;
  const field = (id: "email" | "name", type: string) =>
    `<label for="${id}">${escapeHtml(say(id))}</label><input type="${type}" id="${id}" name="${id}" required>`;
  const payment =
    brand === undefined
      ? `<p class="banner" id="no-payment">${escapeHtml(say("noPayment"))}</p>`
      : `<label class="choice"><input type="radio" name="payment" id="payment-app" checked> ${escapeHtml(brand)}</label><p>${escapeHtml(say("redirected", brand))}</p>`;
  const body = `<h1>${escapeHtml(say("checkout"))}</h1>${trouble === undefined ? "" : `<p class="banner" id="trouble">${escapeHtml(trouble)}</p>`}
<form method="post" action="/checkout" class="cols"><div><div class="card"><h2>${escapeHtml(say("contact"))}</h2>${field("email", "email")}${field("name", "text")}</div>
<div class="card"><h2>${escapeHtml(say("payment"))}</h2>${payment}</div><button id="pay-now"${brand === undefined ? " disabled" : ""}>${escapeHtml(say("payNow"))}</button></div>
<div class="card"><div class="row"><span>${escapeHtml(say("mug"))} × ${pieces}</span><span>${price(pieces)}</span></div><div class="row"><b>${escapeHtml(say("total"))}</b><b>${price(pieces)}</b></div></div></form>`;
  return renderFrame(language, "shop", say("checkout"), body);
}

export function renderThanks(language: HostLanguage, order: ShopifyOrder): string {
  const { say } = language;
  const body = `<h1 id="thanks">${escapeHtml(say("thanks"))}</h1><div class="card"><div class="row"><span>${escapeHtml(say("order"))} #${order.number}</span><b>${order.total} EUR</b></div><p>${escapeHtml(order.customer)}<br><span dir="ltr">${escapeHtml(order.email)}</span></p><p class="badge${order.state === "resolved" ? "" : " open"}">${escapeHtml(say(order.state === "resolved" ? "paid" : "pending"))}</p></div>`;
  return renderFrame(language, "shop", say("thanks"), body);
}
