import { expect, it } from "vitest";
import { parseAppFacts } from "./parse-app-facts.ts";

const app = `name = "O'Reilly \\"B\\""
[access_scopes]
scopes = "write_payment_sessions"
[auth]
redirect_urls = ["https://x.example/auth/callback"]
  [[webhooks.subscriptions]]
  uri = "/webhooks/shopify"
`;
const extension = `payment_session_url = "https://x.example/payments/session"
refund_session_url = "https://x.example/payments/refund"
`;

it("reads the paths that Shopify calls, without the merchant's host", () => {
  expect(parseAppFacts(app, extension, "acme-pay")).toEqual({
    name: "acme-pay",
    brand: 'O\'Reilly "B"',
    scopes: "write_payment_sessions",
    callback: "/auth/callback",
    webhooks: "/webhooks/shopify",
    paymentSession: "/payments/session",
    refundSession: "/payments/refund",
  });
});

it("names what is missing", () => {
  expect(() => parseAppFacts(app, "", "acme-pay")).toThrow("no payment_session_url");
});
