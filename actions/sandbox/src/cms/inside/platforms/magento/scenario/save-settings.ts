import { countTexts } from "../../../count-texts.ts";
import type { Page } from "../../../page.ts";
import { providerUrl } from "../../../provider-transport.ts";
import { type Act, demand, known, type World } from "../../../world.ts";

/** Texts of both settings pages that must show the request's language. */
const leastTexts = 8;
const fields = {
  base: '[id$="_api_base"]',
  key: '[id$="_api_key"]',
  secret: '[id$="_webhook_secret"]',
  logging: '[id$="_logging"]',
};

const choose = (page: Page, selector: string, value: string) =>
  page.evaluate(`document.querySelector(${JSON.stringify(selector)}).value = ${JSON.stringify(value)}`);

async function save(page: Page, message: "success" | "error"): Promise<void> {
  await page.locator("#save").click();
  await page.locator(`.message.${message}`).waitFor();
}

/** Payment Methods: the module's own group, switched on. */
async function switchOn({ admin, site }: World): Promise<string> {
  await admin.goto(`${site.url}/admin/system_config/edit/section/payment`, { waitUntil: "domcontentloaded" });
  const words = await admin.locator("#config-edit-form").innerText();
  const active = admin.locator('[id^="payment_"][id$="_active"]');
  demand((await active.count()) === 1, "Payment Methods shows no group of the module.");
  await choose(admin, '[id^="payment_"][id$="_active"]', "1");
  return words;
}

/** Fills in both pages of Stores > Configuration, saves them, and reads them again. */
export const saveSettings: Act = {
  id: "settings",
  title: "Credentials are saved in Stores > Configuration, encrypted",
  async run(world) {
    const { admin, site, plan, keys, found, provider } = world;
    const words = await switchOn(world);
    await world.photograph(admin, "methods-desktop", { fullPage: true });
    await save(admin, "success");
    await admin.locator(".sections a:not([aria-current])").first().click();
    await admin.locator(fields.base).waitFor();
    const shown = await admin.locator("#config-edit-form").innerText();
    const translated = countTexts(`${words}\n${shown}`, plan.plugin.texts);
    demand(
      plan.plugin.texts.length === 0 || translated >= leastTexts,
      `The settings show ${translated} texts of ${plan.locale}, at least ${leastTexts} are expected.`,
    );
    await admin.locator(fields.base).fill("http://provider.example");
    await save(admin, "error");
    await admin.reload({ waitUntil: "domcontentloaded" });
    await admin.locator(fields.base).fill(providerUrl);
    await admin.locator(fields.key).fill(keys.apiKey);
    if (plan.features.includes("webhooks")) {
      await admin.locator(fields.secret).fill(keys.webhookSecret);
      const address = shown.split(/\s+/).find((part) => /^\/.+\/webhook$/.test(part));
      found.webhookUrl = `${site.url}${known(address, "The webhook's address on the settings page")}`;
      provider.webhookUrl = found.webhookUrl;
    }
    if (plan.features.includes("logging")) await choose(admin, fields.logging, "1");
    await world.photograph(admin, "settings-desktop", { fullPage: true });
    await world.photograph(admin, "settings-phone", { phone: true, fullPage: true });
    await save(admin, "success");
    demand((await admin.locator(fields.base).inputValue()) === providerUrl, "The provider's address was not kept.");
    demand((await admin.locator(fields.key).inputValue()) === "******", "The API key is not kept, or shown again.");
    // Once more with the stars in it: a key that was not touched must stay.
    await save(admin, "success");
    return plan.plugin.texts.length === 0
      ? "saved and read again; a wrong address was refused"
      : `saved and read again; ${translated} texts in ${plan.locale}; a wrong address was refused`;
  },
};
