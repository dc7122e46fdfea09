import { type Act, demand } from "../../../world.ts";
import { readOrder } from "./read-order.ts";

/** Calls that look like Shopify's and are not. */
export const refuseStrangers: Act = {
  id: "strangers",
  title: "Calls without Shopify's certificate or signature get 401",
  async run(world) {
    const before = JSON.stringify(await readOrder(world));
    const calls = world.provider.records.length;
    const answers = (await (await world.api("POST", "/strangers")).json()) as Record<string, number>;
    const asked = Object.entries(answers).filter(
      ([name]) => world.plan.features.includes("refunds") || !name.includes("refund"),
    );
    for (const [name, status] of asked) demand(status === 401, `${name} was answered ${status}, not 401.`);
    demand(asked.length > 4, "Too few calls of strangers were made.");
    demand(JSON.stringify(await readOrder(world)) === before, "A stranger's call changed the order.");
    demand(world.provider.records.length === calls, "A stranger's call reached the provider.");
    return `${asked.length} calls answered 401; nothing changed`;
  },
};
