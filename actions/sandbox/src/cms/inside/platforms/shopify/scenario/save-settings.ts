import { countTexts } from "../../../count-texts.ts";
import { type Act, demand, known } from "../../../world.ts";

/** Texts of the settings page that must show the request's language. */
const leastTexts = 5;
/** Where the contract host hears webhooks for the app without TLS, as the app's TLS end would hand them on. */
const plainApp = "http://127.0.0.1:8080";

/** Fills in the app's own settings page, saves it, and reads it again. */
export const saveSettings: Act = {
  id: "settings",
  title: "Credentials are saved in the app's settings page and never shown again",
  async run(world) {
    const { admin, plan, keys, found, provider } = world;
    const { texts } = plan.plugin;
    const shown = await admin.locator("body").innerText();
    const translated = countTexts(shown, texts);
    demand(
      texts.length === 0 || translated >= leastTexts,
      `The settings page shows ${translated} texts of ${plan.locale}, at least ${leastTexts} are expected.`,
    );
    await admin.locator("#apiKey").fill(keys.apiKey);
    await admin.locator("#webhookSecret").fill(keys.webhookSecret);
    if (plan.features.includes("webhooks")) {
      const address = shown.split(/\s+/).find((part) => /^https:\/\/.+\/webhooks\/provider\//.test(part));
      found.webhookUrl = known(address, "The webhook's address on the settings page");
      provider.webhookUrl = `${plainApp}${new URL(found.webhookUrl).pathname}`;
    }
    await world.photograph(admin, "settings-desktop");
    await world.photograph(admin, "settings-phone", { phone: true, fullPage: true });
    await admin.locator("button[type=submit]").click();
    await admin.locator("[role=status]").waitFor();
    await world.photograph(admin, "settings-saved-desktop");
    const html = String(await admin.evaluate("document.documentElement.outerHTML"));
    for (const secret of Object.values(keys)) demand(!html.includes(secret), "The settings page shows a saved key.");
    demand((await admin.locator("#apiKey").getAttribute("required")) === null, "The API key was not kept.");
    const shop = (await (await world.api("GET", "/shop")).json()) as { ready: boolean };
    demand(shop.ready, "The app never told Shopify that it can take payments.");
    return texts.length === 0
      ? "saved, and ready to Shopify"
      : `saved, and ready to Shopify; ${translated} texts in ${plan.locale}`;
  },
};
