import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { describe, it } from "node:test";
import { apiKey, webhookSecret } from "./fake-provider.js";
import { accessToken, apiSecret, shopName } from "./fake-shopify.js";
import { createShop } from "./shop.js";

const login = async (shop) => {
  const begun = await shop.send("GET", `/auth?shop=${shopName}`);
  const cookie = begun.headers["set-cookie"][0].split(";")[0];
  return { cookie, state: cookie.split("=")[1] };
};

const webhook = (shop, topic, { secret = apiSecret, body = '{"shop_id":1}' } = {}) =>
  shop.send("POST", "/webhooks/shopify", {
    headers: {
      "x-shopify-hmac-sha256": createHmac("sha256", secret).update(body, "utf8").digest("base64"),
      "x-shopify-topic": topic,
      "x-shopify-shop-domain": shopName,
      "x-shopify-webhook-id": "w1",
    },
    body,
  });

describe("an installation", () => {
  it("sends the merchant to Shopify, takes the signed answer, keeps the token and tells whether it is ready", async () => {
    const shop = createShop();
    const { cookie, state } = await login(shop);
    const done = await shop.send("GET", shop.shopify.callback(state), { headers: { cookie } });
    assert.equal(done.status, 302);
    assert.equal(done.headers.location, "/settings");
    assert.equal((await shop.store.get("session", shopName)).accessToken, accessToken);
    assert.deepEqual(shop.shopify.sent, [{ name: "paymentsAppConfigure", variables: { externalHandle: shopName, ready: false } }]);
    assert.ok(!shop.told().includes(accessToken));
  });

  it("refuses an answer that is not signed, of another browser, or for a shop that is none", async () => {
    const shop = createShop();
    const { cookie, state } = await login(shop);
    for (const [path, headers] of [
      [shop.shopify.callback(state, shopName, "another"), { cookie }],
      [shop.shopify.callback(state), {}],
      [shop.shopify.callback("guessed"), { cookie }],
      [shop.shopify.callback(state, "evil.example"), { cookie }],
    ])
      assert.equal((await shop.send("GET", path, { headers })).status, 401);
    assert.equal(shop.store.records.size, 0);
    for (const name of ["", "evil.example", "x.myshopify.com.evil.example", "a@b.myshopify.com"])
      assert.equal((await shop.send("GET", `/auth?shop=${name}`)).status, 400);
  });
});

describe("webhooks of Shopify", () => {
  it("remove everything of a shop when the app is uninstalled or the shop redacted, and nothing of another shop", async () => {
    for (const topic of ["app/uninstalled", "APP_UNINSTALLED", "shop/redact", "SHOP_REDACT"]) {
      const shop = await createShop().install();
      await shop.checkout();
      await shop.store.set("credentials", "other.myshopify.com", { apiKey, webhookSecret });
      assert.equal((await webhook(shop, topic)).status, 200);
      assert.deepEqual([...shop.store.records.keys()], ["credentials other.myshopify.com"]);
      assert.notEqual(await shop.store.get("credentials", "other.myshopify.com"), undefined);
    }
  });

  it("about customers are answered, for nothing is kept about them", async () => {
    const shop = await createShop().install();
    await shop.checkout();
    for (const topic of ["customers/data_request", "CUSTOMERS_DATA_REQUEST", "customers/redact"]) assert.equal((await webhook(shop, topic)).status, 200);
    assert.doesNotMatch(JSON.stringify([...shop.store.records]), /jane|331234/);
    assert.ok(shop.logged.every(({ level }) => level === "info"), JSON.stringify(shop.logged));
  });

  it("are refused without Shopify's signature", async () => {
    const shop = await createShop().install();
    assert.equal((await webhook(shop, "app/uninstalled", { secret: "another" })).status, 401);
    assert.equal((await shop.send("POST", "/webhooks/shopify", { body: "{}" })).status, 401);
    assert.notEqual(await shop.store.get("session", shopName), undefined);
  });
});
