import { describe, expect, it } from "vitest";
import { fakeAnswer, fakeWorld } from "../../../fake-world.ts";
import { order, texts } from "../scenario/fake-shop.ts";
import { realPages } from "./real-pages.ts";
import { memo, pay, settings, shipping } from "./selectors.ts";

function shop() {
  const plugin = { name: "acme-pay", version: "1.0.0", zip: "", texts };
  const world = fakeWorld({ cms: "magento", level: "real", plugin });
  const facts = { module: "Plugsmith_AcmePay", method: "acme_pay", section: "plugsmith_acme_pay" };
  world.answers["GET /forge/shop"] = fakeAnswer(200, facts);
  return world;
}

describe("realPages", () => {
  it("look for the group that the module's own files name", async () => {
    const world = shop();
    await expect(realPages.switchOn(world)).rejects.toThrow(/shows no group/);
    world.admin.elements.set(settings.head("acme_pay"), { attributes: { id: "payment_us_acme_pay-head" } });
    world.admin.elements.set(settings.form, { text: "Activé" });
    expect(await realPages.switchOn(world)).toBe("Activé");
    expect(world.admin.visited.at(-1)).toContain("/section/payment");
  });

  it("reach the last step as a guest, and notice a method that is not offered", async () => {
    const world = shop();
    const { elements } = world.shopper;
    const names = ["firstname", "lastname", "street[0]", "city", "postcode", "telephone"];
    for (const one of [shipping.email, shipping.rate, shipping.next, ...names.map(shipping.field)])
      elements.set(one, {});
    elements.set(pay.method("acme_pay"), { count: 0 });
    await expect(realPages.reachPayment(world, "a@example.test")).rejects.toThrow(/does not render/);
    elements.set(pay.method("acme_pay"), {});
    elements.set("#acme_pay", {});
    elements.set(pay.place, {});
    elements.set(pay.step, { text: "Continuer vers le paiement" });
    expect(await realPages.reachPayment(world, "a@example.test")).toContain("Continuer");
    expect(elements.get(shipping.email)?.value).toBe("a@example.test");
    expect(elements.get("#acme_pay")?.checked).toBe(true);
  });

  it("give a part back as an adjustment without pieces, and the rest with a fee for that part", async () => {
    const world = shop();
    const { elements } = world.admin;
    const back = {
      onClick: () => void (world.admin.address = "http://127.0.0.1:8080/admin/sales/order/view/order_id/1"),
    };
    for (const one of [memo.pieces, memo.update, memo.more, memo.less]) elements.set(one, {});
    elements.set(memo.refund, back).set(".message-success", {});
    const paid = { ...order(), invoices: [3] };
    await realPages.refund(world, paid, "5.00");
    expect(world.admin.visited.at(-1)).toContain("/order_id/1/invoice_id/3");
    expect([elements.get(memo.pieces)?.value, elements.get(memo.more)?.value]).toEqual(["0", "5.00"]);
    elements.set(memo.pieces, {});
    await realPages.refund(world, paid, "20.00");
    expect([elements.get(memo.pieces)?.value, elements.get(memo.less)?.value]).toEqual([undefined, "5.00"]);
    await expect(realPages.refund(world, order(), "5.00")).rejects.toThrow(/invoice is not known/);
  });
});
