import { describe, expect, it } from "vitest";
import { type FakeWorld, fakeAnswer, fakeWorld, openCheckout } from "../../../fake-world.ts";
import { keepOrdersAsPosts } from "./keep-orders-as-posts.ts";

function shop({ tables = [false, true], end = "refunded" } = {}): FakeWorld {
  const world = fakeWorld({ level: "real" });
  Object.assign(world.found, { gatewayId: "salon_pay", productId: 7, checkoutUrl: "http://127.0.0.1:8080/?page_id=5" });
  const { elements } = world.shopper;
  for (const name of ["first_name", "last_name", "address_1", "postcode", "city", "phone", "email"]) {
    elements.set(`#billing_${name}`, {});
  }
  elements.set("#payment_method_salon_pay", {});
  const placeOrder = () => void (world.shopper.address = `http://127.0.0.1:9500/pay/${openCheckout(world)}`);
  elements.set("#place_order", { onClick: placeOrder });
  elements.set("#pay", { onClick: () => void (world.shopper.address = "http://127.0.0.1:8080/?order-received=8") });
  for (const selector of ["button.refund-items", "#refund_amount"]) world.admin.elements.set(selector, {});
  let refunded = false;
  const refund = () => {
    refunded = true;
    const record = { at: "", direction: "in", method: "POST", status: 200, answer: {} } as const;
    world.provider.records.push({ ...record, url: "/v1/refunds", request: { amount: 2500 } });
  };
  world.admin.elements.set("button.do-api-refund", { onClick: refund });
  const answers = [...tables];
  world.answers["POST /forge/v1/orders"] = () => fakeAnswer(200, { hpos: answers.shift() });
  world.answers["GET /wc/v3/orders/8"] = () => fakeAnswer(200, { status: refunded ? end : "processing" });
  return world;
}

describe("keepOrdersAsPosts", () => {
  it("pays and refunds an order that is a post, and goes back to tables", async () => {
    const world = shop();
    expect(await keepOrdersAsPosts.run(world)).toContain("order 8, a post: paid, refunded in full");
    expect(world.admin.visited.at(-1)).toContain("post.php?post=8");
  });

  it.each([
    [{ tables: [true] }, /still keeps its orders in tables/],
    [{ tables: [false, false] }, /does not go back/],
    [{ end: "processing" }, /became "processing"/],
  ])("fails for a shop like %j", async (faults, why) => {
    await expect(keepOrdersAsPosts.run(shop(faults))).rejects.toThrow(why);
  });
});
