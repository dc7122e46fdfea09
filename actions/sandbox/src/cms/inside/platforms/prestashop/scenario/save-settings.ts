import { countTexts } from "../../../count-texts.ts";
import { providerUrl } from "../../../provider-transport.ts";
import { type Act, demand, known } from "../../../world.ts";
import { settings } from "../selectors.ts";
import { photographDesk } from "./photograph-desk.ts";

/** Texts of the settings page that must show the request's language. */
const leastTexts = 5;

/** Fills in the module's form, saves it, and reads it again. */
export const saveSettings: Act = {
  id: "settings",
  title: "Credentials are saved in the module's form",
  async run(world) {
    const { admin, plan, keys, found, provider } = world;
    const { form, field, submit, saved, notice } = settings(known(found.gatewayId, "The module"));
    const url = known(found.settingsUrl, "The settings page");
    await admin.goto(url, { waitUntil: "load" });
    const shown = await admin.locator(form).innerText();
    const translated = countTexts(shown, plan.plugin.texts);
    demand(
      plan.plugin.texts.length === 0 || translated >= leastTexts,
      `The settings page shows ${translated} texts of ${plan.locale}, at least ${leastTexts} are expected.`,
    );
    await admin.locator(field("API_BASE")).fill(providerUrl);
    await admin.locator(field("API_KEY")).fill(keys.apiKey);
    if (plan.features.includes("webhooks")) {
      await admin.locator(field("WEBHOOK_SECRET")).fill(keys.webhookSecret);
      const words = await admin.locator(notice).innerText();
      const address = words.split(/\s+/).find((part) => URL.canParse(part) && part.includes("webhook"));
      found.webhookUrl = known(address, "The webhook's address on the settings page");
      demand(!found.webhookUrl.includes("&amp;"), `The webhook's address is shown escaped: ${found.webhookUrl}`);
      provider.webhookUrl = found.webhookUrl;
    }
    if (plan.features.includes("logging")) await admin.locator(field("LOGGING_on")).check();
    await photographDesk(world, "settings");
    await admin.locator(submit).click();
    await admin.locator(saved).first().waitFor();
    await admin.goto(url, { waitUntil: "domcontentloaded" });
    demand(
      (await admin.locator(field("API_BASE")).inputValue()) === providerUrl,
      "The provider's address was not kept.",
    );
    for (const name of ["API_KEY", ...(plan.features.includes("webhooks") ? ["WEBHOOK_SECRET"] : [])]) {
      demand(
        (await admin.locator(field(name)).inputValue()) === "",
        `The form gives ${name} back to everybody who opens it.`,
      );
    }
    return plan.plugin.texts.length === 0 ? "saved and read again" : `saved; ${translated} texts in ${plan.locale}`;
  },
};
