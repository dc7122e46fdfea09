import { describe, expect, it } from "vitest";
import type { FakeWorld } from "../../../fake-world.ts";
import { has, shop, texts } from "./fake-shop.ts";
import { saveSettings } from "./save-settings.ts";

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
