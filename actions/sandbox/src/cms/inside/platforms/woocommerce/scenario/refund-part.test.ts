import { describe, expect, it } from "vitest";
import { type FakeWorld, fakeAnswer, fakeWorld } from "../../../fake-world.ts";
import { refundPart, refundRest, viewOrder } from "./refund-part.ts";

function paidOrder({ asked = 500, refunds = [{ total: "-5.00" }], status = "processing" } = {}): FakeWorld {
  const world = fakeWorld();
  world.found.orderId = 8;
  world.answers["GET /wc/v3/orders/8"] = fakeAnswer(200, { status, transaction_id: "pay_2", refunds });
  const { elements } = world.admin;
  elements.set("#wpbody-content", { text: "Payment via Salon (pay_2)" });
  elements.set("li.note", { count: 3 });
  elements.set("button.refund-items", {});
  elements.set("#refund_amount", {});
  const onClick = () => {
    const record = { at: "", direction: "in", method: "POST", status: 200, answer: {} } as const;
    world.provider.records.push({ ...record, url: "/v1/refunds", request: { amount: asked } });
    elements.set("tr.refund", {});
  };
  elements.set("button.do-api-refund", { onClick });
  return world;
}

describe("viewOrder", () => {
  it("sees payment and notes, and fails without them", async () => {
    expect(await viewOrder.run(paidOrder())).toBe("payment pay_2, 3 order notes");
    const bare = paidOrder();
    bare.admin.elements.delete("li.note");
    await expect(viewOrder.run(bare)).rejects.toThrow(/no order note/);
    const blank = paidOrder();
    blank.admin.elements.set("#wpbody-content", { text: "Order" });
    await expect(viewOrder.run(blank)).rejects.toThrow(/payment's id/);
  });
});

describe("refundPart", () => {
  it("is about plugins with refunds, and sees the same amount at the provider and in the shop", async () => {
    expect(refundPart.needs).toBe("refunds");
    const world = paidOrder();
    await refundPart.run(world);
    expect(world.admin.elements.get("#refund_amount")?.value).toBe("5.00");
    expect(world.pictures).toEqual(["refund-desktop", "refund-phone"]);
  });

  it("fails for another amount, a refund that the shop did not note, or a wrong status", async () => {
    await expect(refundPart.run(paidOrder({ asked: 5 }))).rejects.toThrow(/not 500 minor units/);
    await expect(refundPart.run(paidOrder({ refunds: [] }))).rejects.toThrow(/did not note/);
    await expect(refundPart.run(paidOrder({ status: "refunded" }))).rejects.toThrow(/became "refunded"/);
  });
});

describe("refundRest", () => {
  it("sees that all of the order is paid back, and is refunded", async () => {
    const refunds = [{ total: "-5.00" }, { total: "-20.00" }];
    const world = paidOrder({ asked: 2000, refunds, status: "refunded" });
    expect(await refundRest.run(world)).toBe("20.00 more; the order is refunded");
    expect(world.admin.elements.get("#refund_amount")?.value).toBe("20.00");
    await expect(refundRest.run(paidOrder({ asked: 2000, status: "refunded" }))).rejects.toThrow(/refunds of -5/);
    await expect(refundRest.run(paidOrder({ asked: 2000, refunds }))).rejects.toThrow(/became "processing"/);
  });
});
