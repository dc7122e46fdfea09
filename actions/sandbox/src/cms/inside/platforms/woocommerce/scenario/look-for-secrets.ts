import { findErrors } from "../../../find-errors.ts";
import { type Act, demand } from "../../../world.ts";

/** Reads every log of the site for the keys, and PHP's log for words about the plugin. */
export const lookForSecrets: Act = {
  id: "logs",
  title: "Logs hold no key and no error of the plugin, and it called nobody else",
  async run(world) {
    const { plan, keys, admin } = world;
    const logs = (["shop", "egress", "mail", "requests"] as const).flatMap((name) => world.readLog(name));
    const told = [
      JSON.stringify(logs),
      ...world.readErrors(),
      await admin.locator("#wpbody-content").innerText(),
    ].join();
    for (const [name, secret] of Object.entries(keys)) {
      demand(!told.includes(secret), `The ${name} stands in a log or on the order page.`);
    }
    const errors = findErrors(world.readErrors(), plan.plugin.name);
    demand(errors.length === 0, `PHP complains about the plugin: ${errors[0]}`);
    const left = world.readLog("egress").filter(({ from }) => from === plan.plugin.name);
    demand(left.length === 0, `The plugin wanted to call ${String(left[0]?.["url"])}.`);
    const lines = world.readLog("shop").length;
    if (plan.features.includes("logging") && plan.level === "contract") {
      demand(lines > 0, "Logging is on, and the plugin wrote nothing.");
    }
    return `${lines} lines in the shop's log, none with a key; PHP has no complaint`;
  },
};
