import { type Act, demand, type World } from "../../../world.ts";
import { pagesOf } from "../pages/pages-of.ts";
import { readShop, readState } from "./read-shop.ts";

const loads = 3;

/** Logs in at the desk of a shop that has no module of anybody yet. */
export const openShop: Act = {
  id: "open-shop",
  title: "A shop opens",
  async run(world) {
    const { plan, found } = world;
    await pagesOf(world).logIn(world);
    const shop = await readShop(world);
    demand(!shop.enabled && shop.module === "", "The module is there before anybody installed it.");
    demand(shop.locale === plan.locale, `The shop speaks ${shop.locale}, not ${plan.locale}.`);
    demand((shop.magento === undefined) === (plan.level === "contract"), "The shop is not the one that was planned.");
    if (shop.database !== undefined) found.versions["mariadb"] = shop.database;
    await measurePages(world, "warm");
    await measurePages(world, "without");
    found.before = await readState(world);
    return shop.magento === undefined
      ? `the contract kernel of Magento ${shop.kernel}, language ${shop.locale}`
      : `Magento ${shop.magento} with ${shop.modules} modules, mode ${shop.mode}, language ${shop.locale}; search: stand-in`;
  },
};

/** Loads a page of the shop, one of its desk and the checkout; the shop's side writes down what they cost. */
export async function measurePages(world: World, mark: string): Promise<void> {
  const { site, admin, shopper } = world;
  const { front, desk, checkout } = pagesOf(world).measured;
  for (let load = 0; load < loads; load += 1) {
    await shopper.request.fetch(`${site.url}${front}?forge-mark=front:${mark}`);
    await admin.request.fetch(`${site.url}${desk}?forge-mark=desk:${mark}`);
    await shopper.request.fetch(`${site.url}${checkout}?forge-mark=checkout:${mark}`);
  }
}
