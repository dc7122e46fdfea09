import { type Act, demand, known } from "../../../world.ts";
import { readState } from "./open-shop.ts";

const privacy = ["customers/data_request", "customers/redact", "shop/redact"];

/** Uninstalls on the desk's apps page; then what privacy law asks for, and a look at everything the app keeps. */
export const removeApp: Act = {
  id: "uninstall",
  title: "Uninstalled, the app keeps nothing of the shop",
  async run(world) {
    const { admin, site, found } = world;
    const kept = await readState(world);
    demand((kept["store"] ?? []).length > 0, "The app kept nothing while it was installed, so nothing can be proved.");
    await admin.goto(`${site.url}/admin/apps`, { waitUntil: "domcontentloaded" });
    await admin.locator("#uninstall-app").click();
    await admin.locator("#install-app").waitFor();
    for (const topic of privacy) {
      const { status } = await world.api("POST", "/webhook", {
        topic,
        payload: { shop_domain: new URL(site.url).hostname },
      });
      demand(status() === 200, `The webhook ${topic} was answered ${status()}, not 200.`);
    }
    const before = known(found.before, "The app's folders before");
    const left = Object.entries(await readState(world)).flatMap(([kind, names]) =>
      names.filter((name) => !(before[kind] ?? []).includes(name)).map((name) => `${kind}:${name}`),
    );
    demand(left.length === 0, `The app left behind: ${left.slice(0, 10).join(", ")}.`);
    return `app/uninstalled and ${privacy.length} privacy webhooks answered 200; ${kept["store"]?.length} records are gone`;
  },
};
