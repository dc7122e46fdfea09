import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { shopName } from "./fake-shopify.js";
import { createShop } from "./shop.js";

async function paid() {
  const shop = await createShop().install();
  const { id } = await shop.checkout();
  await shop.comeBack(id);
  shop.events.length = 0;
  shop.shopify.sent.length = 0;
  return { shop, id };
}

describe("a refund", () => {
  it("is a part, then the rest, each resolved at Shopify", async () => {
    const { shop, id } = await paid();
    assert.equal((await shop.refund(id, "5.00")).status, 201);
    assert.equal((await shop.refund(id, "14.99")).status, 201);
    assert.deepEqual(shop.shopify.sent.map(({ name }) => name), ["refundSessionResolve", "refundSessionResolve"]);
    assert.deepEqual(shop.events.map(({ event, fields }) => [event, fields.amount]), [["refund.issued", 500], ["refund.issued", 1499]]);
  });

  it("has one effect when Shopify asks again", async () => {
    const { shop, id } = await paid();
    const same = { id: "refundX", gid: "gid://shopify/RefundSession/X" };
    await shop.refund(id, "5.00", same);
    assert.equal((await shop.refund(id, "5.00", same)).status, 201);
    assert.deepEqual(shop.eventNames(), ["refund.issued"]);
  });

  it("beyond what is left, in another currency or of an unpaid session is rejected at Shopify", async () => {
    const { shop, id } = await paid();
    const open = await shop.checkout();
    shop.events.length = 0;
    await shop.refund(id, "20.00");
    await shop.refund(id, "5.00", { currency: "USD" });
    await shop.refund(open.id, "5.00");
    await shop.refund("unknown", "5.00");
    assert.deepEqual(shop.shopify.sent.map(({ name }) => name), Array(4).fill("refundSessionReject"));
    assert.deepEqual(shop.events, []);
  });

  it("while the provider is away is neither resolved nor rejected, so that Shopify asks again", async () => {
    const { shop, id } = await paid();
    shop.provider.outages.push(503, 503, 503, 503);
    const same = { id: "refundY", gid: "gid://shopify/RefundSession/Y" };
    assert.equal((await shop.refund(id, "5.00", same)).status, 502);
    assert.deepEqual([shop.shopify.sent, shop.events], [[], []]);
    assert.equal((await shop.refund(id, "5.00", same)).status, 201);
    assert.deepEqual(shop.eventNames(), ["refund.issued"]);
  });

  it("that makes no sense is refused", async () => {
    const { shop, id } = await paid();
    for (const amount of ["0", "5.001", "x", 5]) assert.equal((await shop.refund(id, amount)).status, 400);
    assert.equal((await shop.send("POST", "/payments/refund", { headers: { "shopify-shop-domain": shopName } })).status, 401);
  });
});
