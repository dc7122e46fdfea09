import { type Act, demand, known } from "../../../world.ts";
import { readState, uninstallModule } from "./read-shop.ts";

/** What the shop itself writes while it is used. */
const ownOfTheShop = /^files:var\/(?:sessions\/|locks\/|forge-[a-z]+\.jsonl$|errors\.log$|shop\.sqlite-journal$)/;

/** module:uninstall: the module's own Setup\Uninstall, then its files; compares the shop with what it was before. */
export const removeModule: Act = {
  id: "uninstall",
  title: "Uninstalled, it leaves nothing behind",
  async run(world) {
    await uninstallModule(world);
    const before = known(world.found.before, "The shop before");
    const after = await readState(world);
    const left = Object.entries(after).flatMap(([kind, names]) =>
      names.filter((name) => !(before[kind] ?? []).includes(name)).map((name) => `${kind}:${name}`),
    );
    const own = left.filter((name) => !ownOfTheShop.test(name));
    demand(own.length === 0, `The module left behind: ${own.slice(0, 10).join(", ")}.`);
    const { shopper, site } = world;
    const page = await shopper.goto(`${site.url}/`, { waitUntil: "domcontentloaded" });
    demand(page?.status() === 200, "The shop does not serve without the module.");
    return `compared before and after: ${Object.keys(after).join(", ")}`;
  },
};
