import { type Act, demand, type World } from "../../../world.ts";
import { deskEmail, deskFolder, login, menu } from "../selectors.ts";
import { readShop, readState } from "./ask-shop.ts";

/** Logs in at the back office, and notes what the shop is before the module comes. */
export const openShop: Act = {
  id: "open-shop",
  title: "A shop opens",
  async run(world) {
    const { admin, site, plan, found } = world;
    const shop = await readShop(world);
    demand(shop.kernel === (plan.level === "contract"), "The shop system is not the one that was planned.");
    demand(shop.product > 0, "The shop has no product that can be bought without a choice.");
    found.versions[shop.kernel ? "prestashopKernel" : "prestashop"] = shop.prestashop;
    if (shop.database !== undefined) found.versions["mariadb"] = shop.database;
    found.productId = shop.product;
    await admin.goto(`${site.url}/${site.desk ?? deskFolder}/`, { waitUntil: "domcontentloaded" });
    await admin.locator(login.email).fill(deskEmail);
    await admin.locator(login.password).fill(site.password);
    await admin.locator(login.submit).click();
    await admin.waitForURL(/^(?!.*AdminLogin)/, { waitUntil: "domcontentloaded" });
    // The first run of a page fills caches that are not the module's.
    await measurePages(world, "warm");
    await measurePages(world, "without");
    found.before = await readState(world);
    return `${shop.kernel ? "the contract kernel" : "PrestaShop"} ${shop.prestashop}, language ${shop.language}, ${shop.currency}`;
  },
};

/**
 * Loads the shop's first page, its list of orders and its cart; prepend.php writes down what they cost. All with the desk's cookies:
 * the shop keeps every visit of its shoppers, and shows them beside their orders.
 */
export async function measurePages({ site, admin }: World, mark: string): Promise<void> {
  const orders = await admin.locator(menu.orders).first().getAttribute("href");
  const pages = { front: "index.php", desk: orders ?? "", checkout: "index.php?controller=cart&action=show" };
  for (let load = 0; load < 3; load += 1) {
    for (const [name, path] of Object.entries(pages)) {
      const url = new URL(path, `${site.url}/`);
      url.searchParams.set("forge-mark", `${name}:${mark}`);
      await admin.request.fetch(url.href);
    }
  }
}
