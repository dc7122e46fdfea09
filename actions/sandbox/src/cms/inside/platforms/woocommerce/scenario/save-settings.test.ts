import { describe, expect, it } from "vitest";
import { type FakeWorld, fakeWorld } from "../../../fake-world.ts";
import { saveSettings } from "./save-settings.ts";

const texts = ["Activer", "Titre", "Clé d’API", "Secret des webhooks", "Journal", "Adresse du webhook"];
const address = "http://127.0.0.1:8080/index.php?rest_route=/salon-pay/v1/webhook";

function form(shown = `${texts.join("\n")}\n${address}`): FakeWorld {
  const world = fakeWorld({ plugin: { name: "salon-pay", version: "1.0.0", zip: "", texts } });
  world.found.gatewayId = "salon_pay";
  world.found.settingsUrl = "http://127.0.0.1:8080/wp-admin/admin.php?section=salon_pay";
  const { elements } = world.admin;
  elements.set("#mainform", { text: shown });
  for (const name of ["enabled", "api_base", "api_key", "webhook_secret", "logging"]) {
    elements.set(`#woocommerce_salon_pay_${name}`, {});
  }
  elements.set("button[name=save]", {});
  elements.set("#message.updated:not(.woocommerce-message)", {});
  return world;
}

describe("saveSettings", () => {
  it("fills in the form, keeps the webhook's address from the page, and reads the saved values", async () => {
    const world = form();
    expect(await saveSettings.run(world)).toBe("saved; 6 texts in fr_FR");
    expect(world.admin.elements.get("#woocommerce_salon_pay_webhook_secret")?.value).toBe(world.keys.webhookSecret);
    expect(world.provider.webhookUrl).toBe(address);
    expect(world.pictures).toEqual(["settings-desktop", "settings-phone"]);
  });

  it("fails when a field shows entities of HTML to the person who edits it", async () => {
    const world = form();
    world.admin.elements.set("#woocommerce_salon_pay_description", { value: "Pay with O&#039;Reilly" });
    await expect(saveSettings.run(world)).rejects.toThrow(/shows HTML where words belong: Pay with O&#039;/);
  });

  it("fails in the wrong language, without the webhook's address, and when a key is not kept", async () => {
    await expect(saveSettings.run(form(`Enable\nTitle\n${address}`))).rejects.toThrow(/shows 0 texts of fr_FR/);
    await expect(saveSettings.run(form(texts.join("\n")))).rejects.toThrow(/webhook's address/);
    const forgetful = form();
    const onClick = () => void forgetful.admin.elements.set("#woocommerce_salon_pay_api_key", { value: "" });
    forgetful.admin.elements.set("button[name=save]", { onClick });
    await expect(saveSettings.run(forgetful)).rejects.toThrow(/API key was not kept/);
  });
});
