import { type Act, demand } from "../../../world.ts";
import { measurePages } from "./open-shop.ts";

/** Uploads the zip as a shop's owner does, and activates the plugin. */
export const installPlugin: Act = {
  id: "install",
  title: "The plugin is uploaded and activated",
  async run(world) {
    const { admin, site, plan, found } = world;
    const { name } = plan.plugin;
    await admin.goto(`${site.url}/wp-admin/plugin-install.php?tab=upload`, { waitUntil: "domcontentloaded" });
    const buffer = Buffer.from(plan.plugin.zip, "base64");
    await admin.locator("#pluginzip").setInputFiles({ name: `${name}.zip`, mimeType: "application/zip", buffer });
    await admin.locator("#install-plugin-submit").click();
    await admin.waitForURL(/action=upload-plugin/, { waitUntil: "domcontentloaded" });
    const activate = admin.locator(`a[href*="action=activate"][href*="${name}"]`);
    if ((await activate.count()) === 0) {
      const words = (await admin.locator("#wpbody-content .wrap").innerText()).replaceAll(/\s+/g, " ").trim();
      demand(false, `WordPress does not offer to activate ${name}: ${words.slice(0, 600)}`);
    }
    await activate.click();
    await admin.waitForURL(/plugins\.php/, { waitUntil: "domcontentloaded" });
    const row = admin.locator(`tr.active[data-plugin^="${name}/"]`);
    demand((await row.count()) === 1, `After "Activate" the plugins page does not show ${name} as active.`);
    const notice = await admin.locator("#wpbody-content .notice, #wpbody-content .error, #message").count();
    const words = notice > 0 ? await admin.locator("#wpbody-content").innerText() : "";
    demand(!/unexpected output|fatal error/i.test(words), "The plugin prints text or fails while it is activated.");
    const settings = admin.locator(`tr[data-plugin^="${name}/"] a[href*="section="]`);
    demand((await settings.count()) === 1, "The plugin's row has no link to its settings.");
    const href = (await settings.getAttribute("href")) ?? "";
    found.settingsUrl = new URL(href, admin.url()).href;
    found.gatewayId = new URL(found.settingsUrl).searchParams.get("section") ?? "";
    await world.photograph(admin, "plugins-desktop");
    await measurePages(world, "with");
    return `${name} ${plan.plugin.version} is active; its row links to its settings`;
  },
};
