import { expect, it } from "vitest";
import { createControl } from "./create-control.ts";
import { createShopifyHost, type HostRequest } from "./host/shopify-host.ts";

const facts = {
  ...{ name: "acme-pay", brand: "Acme", scopes: "s", callback: "/auth/callback" },
  ...{ paymentSession: "/payments/session", refundSession: "/payments/refund", webhooks: "/webhooks/shopify" },
};
const empty = { headers: {}, body: "" };

function openControl(status: number) {
  const asked: HostRequest[] = [];
  const host = createShopifyHost({
    library: { buildSchema: () => ({}), graphql: async () => ({}) },
    ...{ sdl: "", app: facts, locale: "fr_FR", secrets: { apiKey: "k", apiSecret: "s", password: "p" } },
    ...{ shopName: "corner-shop.myshopify.com", appName: "app.example", complain: () => {}, now: () => 0 },
    callApp: async () => ({ status, ...empty }),
  });
  const control = createControl({
    ...{ host, facts, locale: "fr_FR", secrets: ["shpss_1"] },
    startApp: async () => {},
    callApp: async (request) => {
      asked.push(request);
      return { status, ...empty };
    },
    listState: () => ({ store: ["a"] }),
  });
  return { control, host, asked };
}

it("starts the app, tells what is kept, and knows the token among the secrets", async () => {
  const { control, host } = openControl(200);
  expect(await control("POST", "/app")).toMatchObject({ status: 201 });
  expect(await control("GET", "/state")).toEqual({ status: 200, value: { store: ["a"] } });
  host.state.token = "shpat_1";
  expect((await control("GET", "/secrets")).value).toEqual(["shpss_1", "shpat_1"]);
  expect((await control("GET", "/order")).status).toBe(404);
  expect((await control("GET", "/elsewhere")).status).toBe(404);
});

it("plays strangers, none of which has Shopify's certificate, and answers what they were told", async () => {
  const { control, host, asked } = openControl(401);
  host.state.pieces = 1;
  const body = "email=a&name=b";
  await host.handle({ method: "POST", path: "/checkout", headers: {}, body });
  const answers = (await control("POST", "/strangers")).value as Record<string, number>;
  expect(new Set(Object.values(answers))).toEqual(new Set([401]));
  expect(Object.keys(answers)).toHaveLength(9);
  const claims = asked.flatMap(({ headers }) => headers["x-proxy-secret"] ?? []);
  expect(claims).toEqual(["not-the-secret"]);
});

it("sends a webhook and answers the app's status", async () => {
  const { control } = openControl(503);
  expect((await control("POST", "/webhook", { topic: "shop/redact", payload: {} })).status).toBe(503);
});
