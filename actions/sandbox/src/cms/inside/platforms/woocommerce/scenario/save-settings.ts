import { countTexts } from "../../../count-texts.ts";
import { providerUrl } from "../../../provider-transport.ts";
import { type Act, demand, known } from "../../../world.ts";

/** Texts of the settings page that must show the request's language. */
const leastTexts = 6;

/** Fills in the settings form, saves it, and reads it again. */
export const saveSettings: Act = {
  id: "settings",
  title: "Credentials are saved in the settings form",
  async run(world) {
    const { admin, plan, keys, found, provider } = world;
    const id = known(found.gatewayId, "The gateway");
    const url = known(found.settingsUrl, "The settings page");
    const field = (name: string) => admin.locator(`#woocommerce_${id}_${name}`);
    await admin.goto(url, { waitUntil: "domcontentloaded" });
    const shown = await admin.locator("#mainform").innerText();
    const translated = countTexts(shown, plan.plugin.texts);
    demand(
      plan.plugin.texts.length === 0 || translated >= leastTexts,
      `The settings page shows ${translated} texts of ${plan.locale}, at least ${leastTexts} are expected.`,
    );
    const description = (await field("description").count()) > 0 ? await field("description").inputValue() : "";
    demand(!/&(?:#\d+|amp|quot);/.test(description), `The form shows HTML where words belong: ${description}`);
    await field("enabled").check();
    await field("api_base").fill(providerUrl);
    await field("api_key").fill(keys.apiKey);
    if (plan.features.includes("webhooks")) {
      await field("webhook_secret").fill(keys.webhookSecret);
      const address = shown.split(/\s+/).find((part) => /^https?:\/\/.+\/webhook$/.test(part));
      found.webhookUrl = known(address, "The webhook's address on the settings page");
      provider.webhookUrl = found.webhookUrl;
    }
    if (plan.features.includes("logging")) await field("logging").check();
    await world.photograph(admin, "settings-desktop", { fullPage: true });
    await world.photograph(admin, "settings-phone", { phone: true, fullPage: true });
    // WooCommerce's script keeps the button off until it sees a change.
    await admin.evaluate('document.querySelector("button[name=save]").disabled = false');
    await admin.locator("button[name=save]").click();
    // A real shop shows notices of its own beside the one that counts.
    await admin.locator("#message.updated:not(.woocommerce-message)").waitFor();
    await admin.goto(url, { waitUntil: "domcontentloaded" });
    demand(await field("enabled").isChecked(), "The gateway is not enabled after saving.");
    demand((await field("api_base").inputValue()) === providerUrl, "The provider's address was not kept.");
    demand((await field("api_key").inputValue()) !== "", "The API key was not kept.");
    return plan.plugin.texts.length === 0 ? "saved and read again" : `saved; ${translated} texts in ${plan.locale}`;
  },
};
