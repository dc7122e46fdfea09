import { describe, expect, it } from "vitest";
import { type FakeWorld, fakeAnswer, fakeWorld, openCheckout } from "../../../fake-world.ts";
import type { ShopifyOrder } from "../host/shop-state.ts";
import { checkOut } from "./check-out.ts";
import { installApp } from "./install-app.ts";
import { listActs } from "./list-acts.ts";
import { lookForSecrets } from "./look-for-secrets.ts";
import { openShop } from "./open-shop.ts";
import { pay } from "./pay.ts";
import type { OrderFacts } from "./read-order.ts";
import { refundPart, viewOrder } from "./refund-part.ts";
import { refuseStrangers } from "./refuse-strangers.ts";
import { removeApp } from "./remove-app.ts";
import { saveSettings } from "./save-settings.ts";

const texts = ["Paiements Acme", "Clé d’API", "Secret des webhooks", "Enregistrer", "Une valeur est enregistrée."];
const address = "https://app.plugsmith.example/webhooks/provider/corner-shop.myshopify.com";

const order = (changes: Partial<OrderFacts> = {}): OrderFacts => ({
  ...{ number: 1001, session: "8", customer: "A", email: "a", total: "25.00", state: "resolved", refunds: [] },
  ...{ timeline: ["paymentSessionResolve"], refundedCents: 0, ...changes },
});

function shop(facts: OrderFacts = order()): FakeWorld {
  const world = fakeWorld({
    cms: "shopify",
    plugin: { name: "acme-pay", version: "1.0.0", zip: "", texts },
  });
  world.answers["GET /order"] = fakeAnswer(200, facts);
  world.answers["GET /secrets"] = fakeAnswer(200, ["shpss_1"]);
  return world;
}

const has = (page: FakeWorld["admin"], ...selectors: string[]) => {
  for (const selector of selectors) page.elements.set(selector, {});
};

it("plays the acts of a payments app in order", () => {
  const ids = listActs().map(({ id }) => id);
  expect(ids.slice(0, 4)).toEqual(["open-shop", "install", "settings", "checkout"]);
  expect(ids.at(-1)).toBe("uninstall");
});

describe("openShop", () => {
  it("starts the app, and fails when the checkout offers a payment before it is installed", async () => {
    const world = shop();
    world.answers["GET /state"] = fakeAnswer(200, { store: [] });
    world.answers["POST /app"] = fakeAnswer(201);
    has(world.admin, "#password", "#login", "#install-app");
    await expect(openShop.run(world)).rejects.toThrow(/offers a payment/);
    has(world.shopper, "#no-payment");
    expect(await openShop.run(world)).toContain("listens");
    expect(world.found.before).toEqual({ store: [] });
  });
});

describe("installApp", () => {
  it("wants a token, and no word of being ready yet", async () => {
    const world = shop();
    has(world.admin, "form");
    const to = (selector: string, url: string) =>
      world.admin.elements.set(selector, { onClick: () => void (world.admin.address = url) });
    to("#install-app", "https://corner-shop.myshopify.com/admin/oauth/authorize?x");
    to("#grant", "https://app.plugsmith.example/settings");
    world.answers["GET /shop"] = fakeAnswer(200, { installed: true, ready: false });
    expect(await installApp.run(world)).toContain("access token");
    world.answers["GET /shop"] = fakeAnswer(200, { installed: false, ready: false });
    await expect(installApp.run(world)).rejects.toThrow(/never exchanged/);
    world.answers["GET /shop"] = fakeAnswer(200, { installed: true, ready: true });
    await expect(installApp.run(world)).rejects.toThrow(/before it has a key/);
  });
});

describe("saveSettings", () => {
  const form = (shown: string): FakeWorld => {
    const world = shop();
    has(world.admin, "#apiKey", "#webhookSecret", "button[type=submit]", "[role=status]");
    world.admin.elements.set("body", { text: shown });
    world.answers["GET /shop"] = fakeAnswer(200, { ready: true });
    return world;
  };

  it("reads the webhook's address, saves, and fails in the wrong language or when Shopify heard nothing", async () => {
    const world = form(`${texts.join("\n")}\n${address}`);
    expect(await saveSettings.run(world)).toContain("5 texts in fr_FR");
    expect(world.provider.webhookUrl).toBe("http://127.0.0.1:8080/webhooks/provider/corner-shop.myshopify.com");
    await expect(saveSettings.run(form(`English\n${address}`))).rejects.toThrow(/shows 0 texts/);
    const silent = form(`${texts.join("\n")}\n${address}`);
    silent.answers["GET /shop"] = fakeAnswer(200, { ready: false });
    await expect(saveSettings.run(silent)).rejects.toThrow(/never told Shopify/);
  });

  it("fails when the page shows a saved key", async () => {
    const world = form(`${texts.join("\n")}\n${address}`);
    world.admin.evaluate = async () => `<input value="${world.keys.apiKey}">`;
    await expect(saveSettings.run(world)).rejects.toThrow(/shows a saved key/);
  });
});

describe("checkOut", () => {
  it("ends at the provider with the right amount, and wants no second checkout for the same session", async () => {
    const world = shop();
    const go = (selector: string, url: string, work = () => {}) =>
      world.shopper.elements.set(selector, {
        onClick: () => {
          world.shopper.address = url;
          work();
        },
      });
    go("#add-to-cart", "https://corner-shop.myshopify.com/cart");
    go("#check-out", "https://corner-shop.myshopify.com/checkout");
    has(world.shopper, "#email", "#name", "#payment-app");
    go("#pay-now", "https://pay.provider.example/pay/chk_1", () => void openCheckout(world));
    world.answers["POST /session-again"] = fakeAnswer(200);
    expect(await checkOut.run(world)).toContain("25.00 EUR, checkout chk_1");
    world.answers["POST /session-again"] = fakeAnswer(502);
    await expect(checkOut.run(world)).rejects.toThrow(/answered 502/);
    world.shopper.elements.delete("#payment-app");
    await expect(checkOut.run(world)).rejects.toThrow(/does not offer/);
  });
});

describe("pay and refund", () => {
  it("wants the session resolved once, and the webhook answered 200", async () => {
    const world = shop();
    const onClick = () => void (world.shopper.address = "https://corner-shop.myshopify.com/thank-you/1001");
    world.shopper.elements.set("#pay", { onClick });
    await expect(pay.run(world)).rejects.toThrow(/answered undefined/);
    await world.provider.deliver(world.provider.double.sign({}, world.now()));
    expect(await pay.run(world)).toContain("resolved once");
    const twice = shop(order({ timeline: ["paymentSessionResolve", "paymentSessionResolve"] }));
    twice.shopper.elements.set("#pay", { onClick: () => void (twice.shopper.address = "https://x/thank-you/1") });
    await expect(pay.run(twice)).rejects.toThrow(/2 times/);
    const open = shop(order({ state: "open" }));
    open.shopper.elements.set("#pay", { onClick: () => void (open.shopper.address = "https://x/thank-you/1") });
    await expect(pay.run(open)).rejects.toThrow(/is "open"/);
  });

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
});

describe("strangers, logs and the end", () => {
  it("wants 401 for every stranger", async () => {
    const world = shop();
    const asked = ["a", "b", "c", "d", "e"].map((name) => [name, 401]);
    world.answers["POST /strangers"] = fakeAnswer(200, Object.fromEntries(asked));
    expect(await refuseStrangers.run(world)).toContain("5 calls");
    world.answers["POST /strangers"] = fakeAnswer(200, { "a login": 302 });
    await expect(refuseStrangers.run(world)).rejects.toThrow("a login was answered 302, not 401.");
  });

  it("finds keys, errors and calls elsewhere in the logs", async () => {
    const world = shop();
    world.logs["shop"] = [{ message: "payment.succeeded" }];
    expect(await lookForSecrets.run(world)).toContain("1 lines");
    world.logs["egress"] = [{ from: "acme-pay", url: "evil.example:443" }];
    await expect(lookForSecrets.run(world)).rejects.toThrow(/evil.example/);
    world.logs["shop"] = [{ message: "shpss_1" }];
    await expect(lookForSecrets.run(world)).rejects.toThrow(/key or token/);
    const silent = shop();
    await expect(lookForSecrets.run(silent)).rejects.toThrow(/wrote nothing/);
    silent.errors.push("TypeError: x");
    await expect(lookForSecrets.run(silent)).rejects.toThrow(/complains: TypeError/);
  });

  it("wants every record gone after the uninstallation", async () => {
    const world = shop();
    world.found.before = { store: [], app: ["web/server.js"] };
    has(world.admin, "#uninstall-app", "#install-app");
    world.answers["POST /webhook"] = fakeAnswer(200);
    const states = [{ store: ["a/b"] }, { store: ["a/b"], app: ["web/server.js"] }];
    world.answers["GET /state"] = () => fakeAnswer(200, states.shift() ?? { store: [] });
    await expect(removeApp.run(world)).rejects.toThrow("The app left behind: store:a/b.");
    states.push({ store: ["a/b"] }, { store: [] });
    expect(await removeApp.run(world)).toContain("1 records are gone");
  });
});
