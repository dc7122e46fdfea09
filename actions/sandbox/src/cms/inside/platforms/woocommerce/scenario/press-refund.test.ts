import { describe, expect, it } from "vitest";
import { type FakeWorld, fakeWorld } from "../../../fake-world.ts";
import { openOrder, pressRefund } from "./press-refund.ts";

function order(asked: readonly number[], status = 200): FakeWorld {
  const world = fakeWorld();
  const { elements } = world.admin;
  for (const selector of ["button.refund-items", "#refund_amount"]) elements.set(selector, {});
  const onClick = () => {
    for (const amount of asked) {
      const record = { at: "", direction: "in", method: "POST", url: "/v1/refunds", answer: {} } as const;
      world.provider.records.push({ ...record, status, request: { amount } });
    }
  };
  elements.set("button.do-api-refund", { onClick });
  return world;
}

describe("pressRefund", () => {
  it("asks for exactly the amount, in minor units, once", async () => {
    await pressRefund(order([1999]), "19.99");
    await expect(pressRefund(order([1998]), "19.99")).rejects.toThrow(/refund 1998, not 1999 minor units/);
    await expect(pressRefund(order([500, 500]), "5.00")).rejects.toThrow(/saw 2 refunds/);
    await expect(pressRefund(order([]), "5.00")).rejects.toThrow(/saw 0 refunds/);
    await expect(pressRefund(order([500], 422), "5.00")).rejects.toThrow(/saw 1 refunds/);
  });

  it("does not count a refund that was made before", async () => {
    const world = order([500]);
    await pressRefund(world, "5.00");
    await pressRefund(world, "5.00");
    await openOrder(world, 8);
    expect(world.admin.visited.at(-1)).toContain("page=wc-orders&action=edit&id=8");
  });
});
