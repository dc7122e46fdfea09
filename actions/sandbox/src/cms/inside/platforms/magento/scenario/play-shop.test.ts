import { describe, expect, it } from "vitest";
import { type FakeWorld, fakeAnswer, fakeWorld, openCheckout } from "../../../fake-world.ts";
import { checkOut } from "./check-out.ts";
import { installModule } from "./install-module.ts";
import { listActs } from "./list-acts.ts";
import { lookForSecrets } from "./look-for-secrets.ts";
import { openShop } from "./open-shop.ts";
import { pay } from "./pay.ts";
import type { OrderFacts } from "./read-shop.ts";
import { refundPart, viewOrder } from "./refund-part.ts";
import { removeModule } from "./remove-module.ts";
import { saveSettings } from "./save-settings.ts";

const texts = ["Activé", "Titre", "Clé d’API", "Secret des webhooks", "Ordre", "Marque", "Couleur", "Journal"];

const order = (changes: Partial<OrderFacts> = {}): OrderFacts => ({
  ...{ id: 1, number: "8", state: "processing", total: 2500, refunded: 0, comments: ["Captured"], information: {} },
  ...{ transactions: [{ kind: "capture", id: "pay_2" }], ...changes },
});

function shop(facts: OrderFacts = order()): FakeWorld {
  const world = fakeWorld({ cms: "magento", plugin: { name: "acme-pay", version: "1.0.0", zip: "", texts } });
  world.answers["GET /forge/orders"] = fakeAnswer(200, [facts]);
  world.answers["GET /forge/shop"] = fakeAnswer(200, { kernel: "2.4.0", module: "", enabled: false, locale: "fr_FR" });
  world.answers["GET /forge/state"] = fakeAnswer(200, { tables: ["sales_order"] });
  world.answers["POST /forge/cron"] = fakeAnswer(200, ["forget"]);
  return world;
}

const has = (page: FakeWorld["admin"], ...selectors: string[]) => {
  for (const selector of selectors) page.elements.set(selector, {});
};

it("plays the acts of a payment module in order", () => {
  const ids = listActs().map(({ id }) => id);
  expect([ids[0], ids[1], ids.at(-1)]).toEqual(["open-shop", "install", "uninstall"]);
});

it("opens a shop without the module, in the language that was planned", async () => {
  const world = shop();
  has(world.admin, "#username", "#password");
  const onClick = () => void (world.admin.address = "http://127.0.0.1:8080/admin/sales/order");
  world.admin.elements.set("#sign-in", { onClick });
  expect(await openShop.run(world)).toContain("2.4.0");
  world.answers["GET /forge/shop"] = fakeAnswer(200, { kernel: "2.4.0", module: "", enabled: false, locale: "en_US" });
  await expect(openShop.run(world)).rejects.toThrow(/speaks en_US/);
});

it("enables the module, and fails with the kernel's words when something cannot be made", async () => {
  const world = shop();
  world.answers["POST /forge/enable"] = fakeAnswer(200);
  world.answers["GET /forge/shop"] = fakeAnswer(200, { module: "Plugsmith_AcmePay", enabled: true });
  expect(await installModule.run(world)).toContain("Plugsmith_AcmePay 1.0.0");
  world.answers["POST /forge/enable"] = fakeAnswer(500, "etc/events.xml is outside the contract kernel of Magento");
  await expect(installModule.run(world)).rejects.toThrow(/outside the contract kernel/);
});

describe("saveSettings", () => {
  const field = { base: '[id$="_api_base"]', key: '[id$="_api_key"]', secret: '[id$="_webhook_secret"]' };
  const form = (shown: string): FakeWorld => {
    const world = shop();
    const { elements } = world.admin;
    has(world.admin, '[id^="payment_"][id$="_active"]', "#save", ".message.success", ".message.error");
    has(world.admin, ".sections a:not([aria-current])", field.base, field.secret, '[id$="_logging"]');
    elements.set(field.key, {});
    elements.set("#save", { onClick: () => void elements.set(field.key, { value: "******" }) });
    elements.set("#config-edit-form", { text: shown });
    return world;
  };

  it("saves both pages and reads the webhook's address", async () => {
    const world = form(`${texts.join("\n")}\n/acme_pay/webhook`);
    world.admin.elements.set("#save", {});
    await expect(saveSettings.run(world)).rejects.toThrow(/API key is not kept/);
    expect(world.provider.webhookUrl).toBe("http://127.0.0.1:8080/acme_pay/webhook");
  });

  it("fails in the wrong language, and without a group of the module", async () => {
    await expect(saveSettings.run(form("English\n/acme_pay/webhook"))).rejects.toThrow(/show 0 texts/);
    const none = form(texts.join("\n"));
    none.admin.elements.delete('[id^="payment_"][id$="_active"]');
    await expect(saveSettings.run(none)).rejects.toThrow(/no group/);
  });
});

describe("checkOut", () => {
  const shopper = (facts: OrderFacts): FakeWorld => {
    const world = shop(facts);
    const go = (selector: string, url: string, work = () => {}) =>
      world.shopper.elements.set(selector, {
        onClick: () => {
          world.shopper.address = url;
          work();
        },
      });
    go("#product-addtocart-button", "http://127.0.0.1:8080/checkout/cart");
    go("#proceed", "http://127.0.0.1:8080/checkout");
    has(world.shopper, "#customer-email", "#customer-name", ".payment-method");
    has(world.shopper, '.payment-method input[type="radio"]');
    world.shopper.elements.set("#checkout-payment", { text: texts.join(" ") });
    const opened = () => void openCheckout(world);
    go(".payment-method button.checkout", "http://127.0.0.1:9500/pay/chk_1", opened);
    return world;
  };

  it("orders with the module's script and ends at the provider", async () => {
    expect(await checkOut.run(shopper(order({ state: "pending_payment" })))).toContain("25.00 EUR");
  });

  it("fails for an order that is paid too early, another reference, or a method that does not render", async () => {
    await expect(checkOut.run(shopper(order()))).rejects.toThrow(/before the payment/);
    await expect(checkOut.run(shopper(order({ number: "9" })))).rejects.toThrow(/order's number 9/);
    const without = shopper(order());
    without.shopper.elements.delete(".payment-method");
    await expect(checkOut.run(without)).rejects.toThrow(/does not render/);
  });
});

describe("pay and refund", () => {
  const paid = (changes: Partial<OrderFacts> = {}): FakeWorld => {
    const world = shop(order(changes));
    world.provider.double.pay(openCheckout(world), 1);
    const onClick = () => void (world.shopper.address = "http://127.0.0.1:8080/checkout/onepage/success");
    world.shopper.elements.set("#pay", { onClick });
    world.logs["mail"] = [{ to: "a" }];
    return world;
  };

  it("wants one capture, one confirmation and a webhook answered 200", async () => {
    const world = paid();
    await world.provider.deliver(world.provider.double.sign({}, world.now()));
    expect(await pay.run(world)).toContain("transaction pay_2");
    const capture = { kind: "capture", id: "pay_2" };
    await expect(pay.run(paid({ transactions: [capture, capture] }))).rejects.toThrow(/2 captures/);
    await expect(pay.run(paid({ state: "payment_review" }))).rejects.toThrow(/payment_review/);
    const silent = paid();
    silent.logs["mail"] = [];
    await expect(pay.run(silent)).rejects.toThrow(/0 confirmations/);
  });

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
});

it("finds keys and complaints in the logs", async () => {
  const world = shop();
  has(world.admin, "body");
  world.logs["shop"] = [{ message: "payment.succeeded" }];
  expect(await lookForSecrets.run(world)).toContain("1 jobs ran");
  world.errors.push("PHP 2: x in y:1");
  await expect(lookForSecrets.run(world)).rejects.toThrow(/PHP or the browser complains/);
  world.logs["shop"] = [{ message: world.keys.apiKey }];
  await expect(lookForSecrets.run(world)).rejects.toThrow(/apiKey stands in a log/);
});

it("compares the shop before and after, without what the shop itself writes", async () => {
  const world = shop();
  world.found.before = { tables: ["sales_order"], files: [] };
  world.answers["POST /forge/uninstall"] = fakeAnswer(200);
  const after = { tables: ["sales_order"], files: ["var/sessions/sess_1", "var/forge-log.jsonl"] };
  world.answers["GET /forge/state"] = fakeAnswer(200, after);
  expect(await removeModule.run(world)).toContain("tables, files");
  world.answers["GET /forge/state"] = fakeAnswer(200, { tables: ["sales_order", "acme_event"], files: [] });
  await expect(removeModule.run(world)).rejects.toThrow("The module left behind: tables:acme_event.");
});
