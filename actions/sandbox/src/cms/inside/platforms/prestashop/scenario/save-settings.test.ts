import { expect, it } from "vitest";
import { fakePrestashop } from "../fake-prestashop.ts";
import { settings } from "../selectors.ts";
import { saveSettings } from "./save-settings.ts";

const { form, field, submit, saved, notice } = settings("salonpay");

function page(address: string, text = "Payment settings", texts: string[] = []) {
  const world = fakePrestashop({ plugin: { ...fakePrestashop().plan.plugin, texts } });
  const { elements } = world.admin;
  elements.set(form, { text });
  elements.set(notice, { text: `Enter this address: ${address}` });
  for (const name of ["API_BASE", "API_KEY", "WEBHOOK_SECRET", "LOGGING_on"]) elements.set(field(name), {});
  const forget = () => ["API_KEY", "WEBHOOK_SECRET"].forEach((name) => elements.set(field(name), {}));
  elements.set(submit, { onClick: forget });
  elements.set(saved, {});
  return { world, elements };
}

const good = "http://127.0.0.1:8080/index.php?fc=module&module=salonpay&controller=webhook";

it("types keys and address, learns where webhooks go, and reads them again", async () => {
  const { world } = page(good);
  expect(await saveSettings.run(world)).toBe("saved and read again");
  expect(world.provider.webhookUrl).toBe(good);
  expect(world.pictures).toEqual(["settings-desktop", "settings-phone"]);
});

it("fails for an address that people would copy escaped, and for none", async () => {
  await expect(saveSettings.run(page(good.replaceAll("&", "&amp;")).world)).rejects.toThrow(/shown escaped/);
  await expect(saveSettings.run(page("soon").world)).rejects.toThrow(/webhook's address/);
});

it("fails for a page in another language, and for a form that gives secrets back", async () => {
  await expect(saveSettings.run(page(good, "Settings", ["Réglages du paiement"]).world)).rejects.toThrow(
    /shows 0 texts/,
  );
  const { world, elements } = page(good);
  elements.set(submit, {});
  await expect(saveSettings.run(world)).rejects.toThrow(/gives API_KEY back/);
});
