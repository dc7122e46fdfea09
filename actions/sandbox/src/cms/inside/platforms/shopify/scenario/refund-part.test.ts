import { expect, it } from "vitest";
import type { ShopifyOrder } from "../host/shop-state.ts";
import { has, order, shop } from "./fake-shop.ts";
import { refundPart, viewOrder } from "./refund-part.ts";

it("sees the order and a partial refund at the provider and at Shopify", async () => {
  const refunds: ShopifyOrder["refunds"] = [{ id: "r", amount: "5.00", state: "resolved" }];
  const world = shop(order({ refunds, refundedCents: 500 }));
  world.admin.elements.set("#session", { text: "8" });
  expect(await viewOrder.run(world)).toContain("#1001");
  has(world.admin, "#amount", "#refund", ".refund");
  await expect(refundPart.run(world)).rejects.toThrow(/saw 0 refunds/);
  const record = { at: "", direction: "in", method: "POST", url: "/v1/refunds", status: 200, answer: {} } as const;
  world.provider.records.push({ ...record, request: { amount: 500 } });
  expect(await refundPart.run(world)).toContain("agree");
});
