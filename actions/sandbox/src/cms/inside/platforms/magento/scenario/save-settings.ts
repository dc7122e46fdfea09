import { photographBoth } from "../../../acts/photograph-both.ts";
import { countTexts } from "../../../count-texts.ts";
import { providerUrl } from "../../../provider-transport.ts";
import { type Act, demand, known } from "../../../world.ts";
import { pagesOf } from "../pages/pages-of.ts";

/** Texts of both settings pages that must show the request's language. */
const leastTexts = 8;

/** Fills in both pages of Stores > Configuration, saves them, and reads them again. */
export const saveSettings: Act = {
  id: "settings",
  title: "Credentials are saved in Stores > Configuration, encrypted",
  async run(world) {
    const { admin, site, plan, keys, found, provider } = world;
    const pages = pagesOf(world);
    const words = await pages.switchOn(world);
    await world.photograph(admin, "methods-desktop", { fullPage: true });
    await pages.save(admin, "success");
    const shown = await pages.openSettings(world);
    const translated = countTexts(`${words}\n${shown}`, plan.plugin.texts);
    demand(
      plan.plugin.texts.length === 0 || translated >= leastTexts,
      `The settings show ${translated} texts of ${plan.locale}, at least ${leastTexts} are expected.`,
    );
    await pages.fill(admin, "api_base", "http://provider.example");
    await pages.save(admin, "error");
    await admin.reload({ waitUntil: "domcontentloaded" });
    await pages.fill(admin, "api_base", providerUrl);
    await pages.fill(admin, "api_key", keys.apiKey);
    if (plan.features.includes("webhooks")) {
      await pages.fill(admin, "webhook_secret", keys.webhookSecret);
      const address = shown.split(/\s+/).find((part) => /^\/.+\/webhook$/.test(part));
      found.webhookUrl = `${site.url}${known(address, "The webhook's address on the settings page")}`;
      provider.webhookUrl = found.webhookUrl;
    }
    if (plan.features.includes("logging")) await pages.choose(admin, "logging", "1");
    await photographBoth(world, admin, "settings");
    await pages.save(admin, "success");
    demand((await pages.read(admin, "api_base")) === providerUrl, "The provider's address was not kept.");
    demand((await pages.read(admin, "api_key")) === "******", "The API key is not kept, or shown again.");
    // Once more with the stars in it: a key that was not touched must stay.
    await pages.save(admin, "success");
    return plan.plugin.texts.length === 0
      ? "saved and read again; a wrong address was refused"
      : `saved and read again; ${translated} texts in ${plan.locale}; a wrong address was refused`;
  },
};
