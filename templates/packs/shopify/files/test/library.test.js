import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { describe, it } from "node:test";

/** The library keeps the fetch that it finds at its import. */
const shopify = { answer: () => Promise.reject(new Error("no network in a test")) };
globalThis.fetch = (...given) => shopify.answer(...given);
const library = await import("../web/shopify-library.js").catch((error) => {
  if (error.code !== "ERR_MODULE_NOT_FOUND") throw error;
  return undefined;
});
const apiSecret = "shpss_0123456789abcdef";
const shop = "acme-test.myshopify.com";
const port = library?.createShopifyLibrary({ apiKey: "key", apiSecret, hostName: "app.test", scopes: ["write_payment_sessions"] });
const request = (method, path, headers = {}, body = "") => ({ method, path, headers: { host: "app.test", ...headers }, body, fromShopify: false });

describe("the adapter on the real @shopify/shopify-api", { skip: port === undefined && "run npm ci in web/ to install it" }, () => {
  it("knows a shop's name", () => {
    assert.equal(port.readShop(shop), shop);
    for (const name of ["", "evil.example", `${shop}.evil.example`, "a b.myshopify.com"]) assert.equal(port.readShop(name), null, name);
  });

  it("begins OAuth with a state in a cookie, and refuses an answer without either", async () => {
    const begun = await port.beginLogin(request("GET", `/auth?shop=${shop}`), shop);
    assert.equal(begun.status, 302);
    const target = new URL(begun.headers.location);
    assert.equal(target.host, shop);
    assert.match(begun.headers["set-cookie"].join(), /shopify_app_state=/);
    assert.equal(await port.finishLogin(request("GET", `/auth/callback?shop=${shop}&state=guessed&code=c&hmac=00`)), null);
  });

  it("takes the signed answer of a login, fetches the token, and knows the merchant's browser from then on", async () => {
    const begun = await port.beginLogin(request("GET", `/auth?shop=${shop}`), shop);
    const cookiesOf = (headers) => headers["set-cookie"].map((text) => text.split(";")[0]).join("; ");
    const state = new URL(begun.headers.location).searchParams.get("state");
    const query = new URLSearchParams({ code: "c0de", host: "aG9zdA==", shop, state, timestamp: String(Math.floor(Date.now() / 1000)) });
    const hmac = createHmac("sha256", apiSecret).update(query.toString()).digest("hex");
    const asked = [];
    shopify.answer = async (url) => {
      asked.push(String(url));
      return Response.json({ access_token: "shpat_1", scope: "write_payment_sessions" });
    };
    const path = (given) => `/auth/callback?${query}&hmac=${given}`;
    assert.equal(await port.finishLogin(request("GET", path("0".repeat(64)), { cookie: cookiesOf(begun.headers) })), null);
    const done = await port.finishLogin(request("GET", path(hmac), { cookie: cookiesOf(begun.headers) }));
    assert.deepEqual(done.session, { id: `offline_${shop}`, shop, accessToken: "shpat_1", scope: "write_payment_sessions" });
    assert.deepEqual(asked, [`https://${shop}/admin/oauth/access_token`]);
    shopify.answer = () => Promise.reject(new TypeError("fetch failed"));
    const again = port.finishLogin(request("GET", path(hmac), { cookie: cookiesOf(begun.headers) }));
    await assert.rejects(again, { code: "platform_unreachable" });
    const cookie = cookiesOf(done.headers);
    assert.equal(await port.currentSession(request("GET", "/settings", { cookie })), `offline_${shop}`);
  });

  it("refuses the answer of a login without a signature, and one that was signed an hour ago", async () => {
    const begun = await port.beginLogin(request("GET", `/auth?shop=${shop}`), shop);
    const cookie = begun.headers["set-cookie"].map((text) => text.split(";")[0]).join("; ");
    const state = new URL(begun.headers.location).searchParams.get("state");
    const now = Math.floor(Date.now() / 1000);
    const query = (timestamp) => new URLSearchParams({ code: "c0de", shop, state, timestamp: String(timestamp) }).toString();
    const old = query(now - 3600);
    const signed = `${old}&hmac=${createHmac("sha256", apiSecret).update(old).digest("hex")}`;
    for (const given of [query(now), signed]) {
      assert.equal(await port.finishLogin(request("GET", `/auth/callback?${given}`, { cookie })), null, given);
    }
  });

  it("takes a webhook with Shopify's signature and no other", async () => {
    const body = '{"shop_id":1}';
    const headers = (secret) => ({
      "x-shopify-hmac-sha256": createHmac("sha256", secret).update(body, "utf8").digest("base64"),
      "x-shopify-topic": "app/uninstalled",
      "x-shopify-shop-domain": shop,
      "x-shopify-api-version": "2026-04",
      "x-shopify-webhook-id": "w1",
    });
    const checked = await port.checkWebhook(request("POST", "/webhooks/shopify", headers(apiSecret), body));
    assert.deepEqual([checked.ok, checked.shop], [true, shop]);
    assert.match(checked.topic, /^app[/_]uninstalled$/i);
    assert.deepEqual(await port.checkWebhook(request("POST", "/webhooks/shopify", headers("another"), body)), { ok: false });
  });

  it("reads no session from a cookie that it did not sign", async () => {
    assert.equal(await port.currentSession(request("GET", "/settings", { cookie: "shopify_app_session=offline_x; shopify_app_session.sig=no" })).catch(() => undefined), undefined);
  });
});
