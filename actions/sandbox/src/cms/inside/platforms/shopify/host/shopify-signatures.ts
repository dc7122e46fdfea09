import { createHmac } from "node:crypto";

const hmac = (secret: string, text: string) => createHmac("sha256", secret).update(text);

/** A query as Shopify signs it: sorted, without `hmac`, hex HMAC-SHA256 with the app's secret. */
export function signQuery(query: Readonly<Record<string, string>>, secret: string): string {
  const sorted = Object.entries(query).sort(([a], [b]) => (a < b ? -1 : 1));
  const text = new URLSearchParams(sorted).toString().replaceAll("+", "%20");
  return `${text}&hmac=${hmac(secret, text).digest("hex")}`;
}

/** Headers of a webhook of Shopify; the signature is the base64 HMAC-SHA256 of the raw body. */
export function signWebhook(topic: string, shop: string, body: string, secret: string): Record<string, string> {
  return {
    "content-type": "application/json",
    "x-shopify-topic": topic,
    "x-shopify-shop-domain": shop,
    "x-shopify-api-version": "2026-04",
    "x-shopify-webhook-id": createHmac("sha256", topic).update(body).digest("hex").slice(0, 32),
    "x-shopify-hmac-sha256": hmac(secret, body).digest("base64"),
  };
}
