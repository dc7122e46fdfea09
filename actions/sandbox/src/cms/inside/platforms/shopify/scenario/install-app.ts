import { type Act, demand } from "../../../world.ts";

interface ShopFacts {
  readonly installed: boolean;
  readonly ready: boolean;
}

/** From the desk's install link through OAuth to the app's own page. */
export const installApp: Act = {
  id: "install",
  title: "The owner installs the app: OAuth with state and signature",
  async run(world) {
    const { admin, plan } = world;
    await admin.locator("#install-app").click();
    await admin.waitForURL(/\/admin\/oauth\/authorize/, { waitUntil: "domcontentloaded" });
    await world.photograph(admin, "grant-desktop");
    await admin.locator("#grant").click();
    await admin.waitForURL(/^https:\/\/app\./, { waitUntil: "domcontentloaded" });
    const shop = (await (await world.api("GET", "/shop")).json()) as ShopFacts;
    demand(shop.installed, "The app never exchanged its code for an access token.");
    demand(!shop.ready, "The app says that it can take payments before it has a key.");
    demand((await admin.locator("form").count()) === 1, "After the installation there is no settings page.");
    return `${plan.plugin.name} ${plan.plugin.version} has an access token and shows its settings`;
  },
};
