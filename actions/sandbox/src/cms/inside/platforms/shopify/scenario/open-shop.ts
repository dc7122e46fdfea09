import { type Act, demand, type SiteState, type World } from "../../../world.ts";

export const readState = async (world: World) => (await (await world.api("GET", "/state")).json()) as SiteState;

/** Starts the app's server, and logs in at the desk of a shop that does not have the app yet. */
export const openShop: Act = {
  id: "open-shop",
  title: "The app's server starts, and a shop opens",
  async run(world) {
    const { admin, shopper, site, plan, found } = world;
    found.before = await readState(world);
    const started = await world.api("POST", "/app");
    demand(started.status() === 201, "The app's server does not start.");
    await admin.goto(`${site.url}/admin`, { waitUntil: "domcontentloaded" });
    await admin.locator("#password").fill(site.password);
    await admin.locator("#login").click();
    await admin.locator("#install-app").waitFor();
    await world.photograph(admin, "apps-desktop");
    await shopper.goto(`${site.url}/checkout`, { waitUntil: "domcontentloaded" });
    demand(
      (await shopper.locator("#no-payment").count()) === 1,
      "The checkout offers a payment before the app is there.",
    );
    return `the app's own server listens; language ${plan.locale}`;
  },
};
