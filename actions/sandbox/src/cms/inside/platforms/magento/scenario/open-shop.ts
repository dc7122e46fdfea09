import { type Act, demand, type World } from "../../../world.ts";
import { readShop, readState } from "./read-shop.ts";

const loads = 3;

/** Logs in at the desk of a shop that has only the kernel. */
export const openShop: Act = {
  id: "open-shop",
  title: "A shop opens",
  async run(world) {
    const { admin, site, plan, found } = world;
    await admin.goto(`${site.url}/admin`, { waitUntil: "domcontentloaded" });
    await admin.locator("#username").fill("admin");
    await admin.locator("#password").fill(site.password);
    await admin.locator("#sign-in").click();
    await admin.waitForURL(/\/admin\/sales\/order/, { waitUntil: "domcontentloaded" });
    const shop = await readShop(world);
    demand(!shop.enabled && shop.module === "", "The module is there before anybody installed it.");
    demand(shop.locale === plan.locale, `The shop speaks ${shop.locale}, not ${plan.locale}.`);
    await measurePages(world, "warm");
    await measurePages(world, "without");
    found.before = await readState(world);
    return `the contract kernel of Magento ${shop.kernel}, language ${shop.locale}`;
  },
};

/** Loads a page of the shop, one of its desk and the checkout; the kernel writes down what they cost. */
export async function measurePages({ site, admin, shopper }: World, mark: string): Promise<void> {
  for (let load = 0; load < loads; load += 1) {
    await shopper.request.fetch(`${site.url}/?forge-mark=front:${mark}`);
    await admin.request.fetch(`${site.url}/admin/sales/order?forge-mark=desk:${mark}`);
    await shopper.request.fetch(`${site.url}/checkout?forge-mark=checkout:${mark}`);
  }
}
