import { type Act, demand } from "../../../world.ts";

/** Reads every log for keys and tokens, and for what the app did wrong or called elsewhere. */
export const lookForSecrets: Act = {
  id: "logs",
  title: "Logs hold no key and no error of the app, and it called nobody else",
  async run(world) {
    const { plan, keys } = world;
    const lines = world.readLog("shop");
    const errors = world.readErrors();
    const told = [JSON.stringify([lines, world.readLog("egress"), world.readLog("requests")]), ...errors].join();
    const own = (await (await world.api("GET", "/secrets")).json()) as string[];
    for (const secret of [...Object.values(keys), ...own])
      demand(!told.includes(secret), "A key or token stands in a log.");
    demand(errors.length === 0, `The app or its host complains: ${errors[0]}`);
    const [left] = world.readLog("egress");
    demand(left === undefined, `The app wanted to call ${String(left?.["url"])}.`);
    if (plan.features.includes("logging")) {
      demand(
        lines.some(({ message }) => message !== "listening"),
        "Logging is on, and the app wrote nothing.",
      );
    }
    return `${lines.length} lines in the app's log, none with a key; no error, no call elsewhere`;
  },
};
