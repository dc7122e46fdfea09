import { describe, expect, it } from "vitest";
import { type FakeWorld, fakeWorld } from "../../../fake-world.ts";
import { installPlugin } from "./install-plugin.ts";

const settings = 'tr[data-plugin^="salon-pay/"] a[href*="section="]';

function desk(): FakeWorld {
  const world = fakeWorld();
  const { admin } = world;
  const onUpload = () => void (admin.address = "http://127.0.0.1:8080/wp-admin/update.php?action=upload-plugin");
  admin.elements.set("#install-plugin-submit", { onClick: onUpload });
  for (const selector of ["#pluginzip", 'tr.active[data-plugin^="salon-pay/"]']) {
    admin.elements.set(selector, {});
  }
  const onClick = () => void (admin.address = "http://127.0.0.1:8080/wp-admin/plugins.php?activate=true");
  admin.elements.set('a[href*="action=activate"][href*="salon-pay"]', { onClick });
  admin.elements.set(settings, { attributes: { href: "admin.php?page=wc-settings&tab=checkout&section=salon_pay" } });
  return world;
}

describe("installPlugin", () => {
  it("uploads the zip, activates it and finds the gateway through the row's link", async () => {
    const world = desk();
    await installPlugin.run(world);
    expect(world.admin.elements.get("#pluginzip")?.value).toBe("salon-pay.zip: zip");
    expect(world.found).toMatchObject({
      gatewayId: "salon_pay",
      settingsUrl: "http://127.0.0.1:8080/wp-admin/admin.php?page=wc-settings&tab=checkout&section=salon_pay",
    });
  });

  it("gives WordPress' own reason when it does not take the plugin", async () => {
    const old = desk();
    old.admin.elements.delete('a[href*="action=activate"][href*="salon-pay"]');
    const text = "The plugin could not be updated.\n\n\tYour WordPress version is 6.2.6, the plugin requires 6.5.";
    old.admin.elements.set("#wpbody-content .wrap", { text });
    await expect(installPlugin.run(old)).rejects.toThrow(
      "does not offer to activate salon-pay: The plugin could not be updated. Your WordPress version is 6.2.6, the plugin requires 6.5.",
    );
  });

  it("fails when the plugin is not active, has no settings link, or prints while it is activated", async () => {
    const inactive = desk();
    inactive.admin.elements.delete('tr.active[data-plugin^="salon-pay/"]');
    await expect(installPlugin.run(inactive)).rejects.toThrow(/as active/);
    const bare = desk();
    bare.admin.elements.delete(settings);
    await expect(installPlugin.run(bare)).rejects.toThrow(/no link to its settings/);
    const loud = desk();
    loud.admin.elements.set("#wpbody-content .notice, #wpbody-content .error, #message", {});
    loud.admin.elements.set("#wpbody-content", { text: "The plugin generated 3 characters of unexpected output" });
    await expect(installPlugin.run(loud)).rejects.toThrow(/prints text/);
  });
});
