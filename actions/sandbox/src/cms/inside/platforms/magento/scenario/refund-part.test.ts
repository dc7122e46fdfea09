import { expect, it } from "vitest";
import { fakeAnswer } from "../../../fake-world.ts";
import { has, order, shop } from "./fake-shop.ts";
import { refundPart, refundRest, viewOrder } from "./refund-part.ts";

it("sees the module's block and a credit memo of a part", async () => {
  const refund = { kind: "refund", id: "re_3" };
  const world = shop(order({ refunded: 500, transactions: [{ kind: "capture", id: "pay_2" }, refund] }));
  world.found.orderId = 1;
  world.admin.elements.set("#payment-information", { text: "nothing" });
  await expect(viewOrder.run(world)).rejects.toThrow(/does not show/);
  world.admin.elements.set("#payment-information", { text: "Paiement pay_2" });
  expect(await viewOrder.run(world)).toContain("pay_2");
  has(world.admin, "#creditmemo_amount", "#refund", ".message.success");
  const record = { at: "", direction: "in", method: "POST", url: "/v1/refunds", status: 200, answer: {} } as const;
  world.provider.records.push({ ...record, request: { amount: 500 } });
  expect(await refundPart.run(world)).toContain("agree");
});

it("sees the rest go back and the order closed", async () => {
  const world = shop(order({ refunded: 2500, state: "closed" }));
  has(world.admin, "#creditmemo_amount", "#refund", ".message.success");
  const record = { at: "", direction: "in", method: "POST", url: "/v1/refunds", status: 200, answer: {} } as const;
  world.provider.records.push({ ...record, request: { amount: 500 } }, { ...record, request: { amount: 2000 } });
  expect(await refundRest.run(world)).toContain("closed");
  world.answers["GET /forge/orders"] = fakeAnswer(200, [order({ refunded: 2500 })]);
  await expect(refundRest.run(world)).rejects.toThrow(/not "closed"/);
});
