import { type Act, demand } from "../../../world.ts";
import { runCron } from "./read-shop.ts";

/** Reads every log for the keys and PHP's for complaints, and runs the module's jobs. */
export const lookForSecrets: Act = {
  id: "logs",
  title: "Logs hold no key and no error, the module called nobody else, its jobs run",
  async run(world) {
    const { plan, keys, admin } = world;
    const jobs = await runCron(world);
    const logs = (["shop", "egress", "mail", "requests"] as const).flatMap((name) => world.readLog(name));
    const told = [JSON.stringify(logs), ...world.readErrors(), await admin.locator("body").innerText()].join();
    for (const [name, secret] of Object.entries(keys)) {
      demand(!told.includes(secret), `The ${name} stands in a log or on the order page.`);
    }
    const [error] = world.readErrors();
    demand(error === undefined, `PHP or the browser complains: ${error}`);
    const [left] = world.readLog("egress");
    demand(left === undefined, `The module wanted to call ${String(left?.["url"])}.`);
    // A real shop writes beside the module.
    const lines = world.readLog("shop").filter(({ line = "" }) => !/^\[[^\]]+\] main\./.test(String(line))).length;
    if (plan.features.includes("logging")) demand(lines > 0, "Logging is on, and the module wrote nothing.");
    return `${lines} lines of the module in the log, none with a key; no complaint; ${jobs.length} jobs ran`;
  },
};
