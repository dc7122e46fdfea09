import { createHmac } from "node:crypto";
import { expect, it } from "vitest";
import { signQuery, signWebhook } from "./shopify-signatures.ts";

it("signs a query over its sorted names, whatever their order was", () => {
  const signed = signQuery({ shop: "a.myshopify.com", code: "c" }, "secret");
  expect(signed).toBe(signQuery({ code: "c", shop: "a.myshopify.com" }, "secret"));
  const [text = "", hmac] = signed.split("&hmac=");
  expect(text).toBe("code=c&shop=a.myshopify.com");
  expect(hmac).toBe(createHmac("sha256", "secret").update(text).digest("hex"));
});

it("signs a webhook's raw body, and names topic and shop", () => {
  const headers = signWebhook("app/uninstalled", "a.myshopify.com", "{}", "secret");
  expect(headers["x-shopify-hmac-sha256"]).toBe(createHmac("sha256", "secret").update("{}").digest("base64"));
  expect(headers).toMatchObject({ "x-shopify-topic": "app/uninstalled", "x-shopify-shop-domain": "a.myshopify.com" });
});
