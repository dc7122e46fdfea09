import { type Act, demand, known } from "../../../world.ts";
import { order } from "../selectors.ts";
import { readShopLog } from "./ask-shop.ts";

/** Lines of the error logs that speak of the module's files, or of a call outside the contract kernel. */
export const findModuleErrors = (lines: readonly string[], module: string) =>
  lines.filter((line) => line.includes(`/modules/${module}/`) || line.includes("outside the contract kernel"));

/** Reads every log of the shop for the keys, and PHP's log for words about the module. */
export const lookForSecrets: Act = {
  id: "logs",
  title: "Logs hold no key and no error of the module",
  async run(world) {
    const { plan, keys, admin, found } = world;
    const module = known(found.gatewayId, "The module");
    const log = await readShopLog(world);
    const told = [
      JSON.stringify([log, world.readLog("requests")]),
      ...world.readErrors(),
      await admin.locator(order.body).innerText(),
    ].join();
    for (const [name, secret] of Object.entries(keys)) {
      demand(!told.includes(secret), `The ${name} stands in a log or on the order page.`);
    }
    const errors = findModuleErrors(world.readErrors(), module);
    demand(errors.length === 0, `PHP complains about the module: ${errors[0]}`);
    const own = log.filter(({ message }) => String(message).startsWith(`${module} `)).length;
    demand(!plan.features.includes("logging") || own > 0, "Logging is on, and the module wrote nothing.");
    return `${own} lines of the module in the shop's log, none with a key; PHP has no complaint`;
  },
};
