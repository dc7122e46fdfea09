import type { HostLanguage } from "./host-words.ts";
import { escapeHtml, renderFrame } from "./render-frame.ts";
import { type AppFacts, countRefunded, formatCents, type ShopifyOrder } from "./shop-state.ts";

export function renderLogin(language: HostLanguage): string {
  const { say } = language;
  const form = `<form class="card" method="post" action="/admin/login"><h1>${escapeHtml(say("login"))}</h1><label for="password">${escapeHtml(say("password"))}</label><input type="password" id="password" name="password"><p><button id="login">${escapeHtml(say("login"))}</button></p></form>`;
  return renderFrame(language, "admin", say("login"), form);
}

/** The list with the one app there is: where its owner installs, opens and uninstalls it. */
export function renderApps(language: HostLanguage, app: AppFacts, appUrl: string, installed: boolean): string {
  const { say } = language;
  const buttons = installed
    ? `<a class="button" id="open-app" href="${escapeHtml(appUrl)}">${escapeHtml(say("open"))}</a> <form method="post" action="/admin/apps/uninstall" style="display:inline"><button class="plain" id="uninstall-app">${escapeHtml(say("uninstall"))}</button></form>`
    : `<a class="button" id="install-app" href="${escapeHtml(appUrl)}">${escapeHtml(say("install"))}</a>`;
  const body = `<h1>${escapeHtml(say("apps"))}</h1><div class="card" id="app"><h2>${escapeHtml(app.brand)}</h2><p><code>${escapeHtml(app.name)}</code></p>${buttons}</div>`;
  return renderFrame(language, "admin", say("apps"), body);
}

/** The page of OAuth on which a shop's owner grants what the app asks for; `query` is the app's own. */
export function renderGrant(language: HostLanguage, app: AppFacts, query: URLSearchParams): string {
  const { say } = language;
  const scopes = (query.get("scope") ?? "").split(",").map((scope) => `<li><code>${escapeHtml(scope)}</code></li>`);
  const hidden = ["client_id", "redirect_uri", "state"].map(
    (name) => `<input type="hidden" name="${name}" value="${escapeHtml(query.get(name) ?? "")}">`,
  );
  const body = `<form class="card" method="post" action="/admin/oauth/authorize"><h1>${escapeHtml(say("grant", app.brand))}</h1><p>${escapeHtml(say("scopes"))}</p><ul>${scopes.join("")}</ul>${hidden.join("")}<p><button id="grant">${escapeHtml(say("install"))}</button></p></form>`;
  return renderFrame(language, "admin", say("install"), body);
}

/** How an order stands, in words and as a class of its badge. */
function describeState(language: HostLanguage, order: ShopifyOrder): string {
  const { say } = language;
  if (countRefunded(order) > 0) return `<span class="badge part">${escapeHtml(say("partly"))}</span>`;
  const paid = order.state === "resolved";
  return `<span class="badge${paid ? "" : " open"}">${escapeHtml(say(paid ? "paid" : "pending"))}</span>`;
}

export function renderOrders(language: HostLanguage, orders: readonly ShopifyOrder[]): string {
  const { say } = language;
  const rows = orders.map(
    (order) =>
      `<div class="row"><a href="/admin/orders/${order.number}">#${order.number}</a><span>${escapeHtml(order.customer)}</span>${describeState(language, order)}<span>${order.total} EUR</span></div>`,
  );
  const body = `<h1>${escapeHtml(say("orders"))}</h1><div class="card">${rows.join("") || "–"}</div>`;
  return renderFrame(language, "admin", say("orders"), body);
}

/** An order with what the app told Shopify about it, and the form that refunds a part. */
export function renderOrder(language: HostLanguage, order: ShopifyOrder, brand: string): string {
  const { say } = language;
  const row = (word: string, value: string) =>
    `<div class="row"><span>${escapeHtml(word)}</span><span>${escapeHtml(value)}</span></div>`;
  const refunds = order.refunds.map(
    ({ amount, state }) =>
      `<div class="row refund" data-state="${state}"><span>${escapeHtml(say("refund"))}</span><span>−${escapeHtml(amount)} EUR</span></div>`,
  );
  const timeline = order.timeline.map((line) => `<li class="event"><code>${escapeHtml(line)}</code></li>`);
  const left = formatCents(Math.round(Number(order.total) * 100) - countRefunded(order));
  const body = `<h1>${escapeHtml(say("order"))} #${order.number} ${describeState(language, order)}</h1>
<div class="cols"><div><div class="card">${row(`${say("mug")} × 2`, `${order.total} EUR`)}${row(say("total"), `${order.total} EUR`)}${refunds.join("")}</div>
<div class="card"><h2>${escapeHtml(say("timeline"))}</h2><ul>${timeline.join("")}</ul></div></div>
<div><div class="card"><h2>${escapeHtml(say("payment"))}</h2><p>${escapeHtml(brand)}</p><p id="session"><code>${escapeHtml(order.session)}</code></p></div>
<div class="card"><h2>${escapeHtml(order.customer)}</h2><p dir="ltr">${escapeHtml(order.email)}</p></div>
<form class="card" method="post" action="/admin/orders/${order.number}/refund"><h2>${escapeHtml(say("refund"))}</h2><label for="amount">${escapeHtml(say("amount"))} (EUR, ≤ ${left})</label><input type="text" id="amount" name="amount" dir="ltr"><p><button id="refund">${escapeHtml(say("refund"))}</button></p></form></div></div>`;
  return renderFrame(language, "admin", `${say("order")} #${order.number}`, body);
}
