import { type Act, demand, type SiteState, type World } from "../../../world.ts";

interface OpenedShop {
  readonly checkout: string;
  readonly blockCheckout: string;
  readonly woocommerce: string | null;
  readonly kernel: boolean;
}

/** Logs in, switches the shop system on and makes it ready: language, currency, checkout page. */
export const openShop: Act = {
  id: "open-shop",
  title: "A shop opens",
  async run(world) {
    const { admin, site, plan, found } = world;
    // Past the dashboard, which asks other servers for news.
    const desk = `${site.url}/wp-admin/plugins.php`;
    await admin.goto(`${site.url}/wp-login.php?redirect_to=${encodeURIComponent(desk)}`, {
      waitUntil: "domcontentloaded",
    });
    if (!admin.url().includes("/wp-admin")) {
      await admin.locator("#user_login").fill("admin");
      await admin.locator("#user_pass").fill(site.password);
      await admin.locator("#wp-submit").click();
      await admin.waitForURL(/\/wp-admin/, { waitUntil: "domcontentloaded" });
    }
    if (admin.url() !== desk) await admin.goto(desk, { waitUntil: "domcontentloaded" });
    await admin.locator('tr[data-plugin="woocommerce/woocommerce.php"] .activate a').click();
    await admin.locator('tr.active[data-plugin="woocommerce/woocommerce.php"]').waitFor();
    const answer = await world.api("POST", "/forge/v1/shop", { locale: plan.locale });
    const shop = (await answer.json()) as OpenedShop;
    demand(shop.woocommerce !== null, "The shop system is not active.");
    demand(shop.kernel === (plan.level === "contract"), "The shop system is not the one that was planned.");
    found.checkoutUrl = shop.checkout;
    found.blockCheckoutUrl = shop.blockCheckout;
    found.versions[shop.kernel ? "woocommerceKernel" : "woocommerce"] = shop.woocommerce;
    // The first run of a page fills caches that are not the plugin's.
    if (plan.driver === "native") await measurePages(world, "warm");
    await measurePages(world, "without");
    found.before = (await (await world.api("GET", "/forge/v1/state")).json()) as SiteState;
    return `${shop.kernel ? "the contract kernel" : "WooCommerce"} ${shop.woocommerce}, language ${plan.locale}`;
  },
};

/** Loads a page of the shop, one of its desk and the checkout; our must-use plugin writes down what they cost. */
export async function measurePages({ site, admin, shopper, plan, found }: World, mark: string): Promise<void> {
  const loads = plan.driver === "wasm" ? 1 : 3;
  for (let load = 0; load < loads; load += 1) {
    await shopper.request.fetch(`${site.url}/?forge-mark=front:${mark}`);
    await admin.request.fetch(`${site.url}/wp-admin/plugins.php?forge-mark=desk:${mark}`);
    const checkout = new URL(found.checkoutUrl ?? site.url);
    checkout.searchParams.set("forge-mark", `checkout:${mark}`);
    await shopper.request.fetch(checkout.href);
  }
}
