import { describe, expect, it } from "vitest";
import { type FakeWorld, fakeAnswer } from "../../../fake-world.ts";
import { address, has, shop, texts } from "./fake-shop.ts";
import { saveSettings } from "./save-settings.ts";

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
