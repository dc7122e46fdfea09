import { expect, it } from "vitest";
import { speakHostWords } from "./host-words.ts";
import { renderApps, renderGrant, renderLogin, renderOrder, renderOrders } from "./render-desk.ts";
import type { AppFacts, ShopifyOrder } from "./shop-state.ts";

const french = speakHostWords("fr_FR");
const paths = { callback: "/c", paymentSession: "/p", refundSession: "/r", webhooks: "/w" };
const app: AppFacts = { name: "acme", brand: "Acme <b>", scopes: "s", ...paths };
const order: ShopifyOrder = {
  ...{ number: 1001, session: "u1", customer: "<i>A", email: "a@b", total: "25.00", state: "resolved" },
  ...{ refunds: [{ id: "r", amount: "5.00", state: "resolved" }], timeline: ["paymentSessionResolve"] },
};

it("offers to install an app that is not there, else to open or uninstall it", () => {
  expect(renderApps(french, app, "https://app/", false)).toContain('id="install-app"');
  const installed = renderApps(french, app, "https://app/", true);
  expect(installed).toContain('id="uninstall-app"');
  expect(installed).not.toContain("Acme <b>");
});

it("shows what an app asks for, escaped", () => {
  const html = renderGrant(french, app, new URLSearchParams({ scope: "a,<b>", state: '"x' }));
  expect(html).toContain("&#60;b&#62;");
  expect(html).not.toContain('value=""x"');
  expect(renderLogin(french)).toContain("Mot de passe");
});

it("shows an order with its refund and what is left of it", () => {
  const html = renderOrder(french, order, app.brand);
  expect(html).toContain("≤ 20.00");
  expect(html).toContain("Remboursée en partie");
  expect(html).toContain("paymentSessionResolve");
  expect(renderOrders(french, [order])).toContain("&#60;i&#62;A");
});
