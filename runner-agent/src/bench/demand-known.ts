import { ForgeError } from "@plugsmith/schemas";
import type { BenchConductor } from "./bench-conductor.ts";

/** Whether the registry or this bench knows a plugin of that name. */
export const knowsPlugin = (conductor: BenchConductor, name: string): boolean =>
  conductor.slots().has(name) ||
  Object.hasOwn(conductor.memory().plugins, name) ||
  conductor.memory().registry?.plugins.some((plugin) => plugin.name === name) === true ||
  conductor.wish().refusals.has(name) ||
  conductor.wish().folder.has(name) ||
  conductor.wish().wanted.has(name);

/** @throws ForgeError `plugin_unknown`. */
export function demandKnown(conductor: BenchConductor, name: string): void {
  if (knowsPlugin(conductor, name)) return;
  throw new ForgeError("plugin_unknown", {
    message: `Neither the registry nor this bench knows ${JSON.stringify(name.slice(0, 60))}.`,
    hint: "`plugsmith agent status` lists what it knows.",
  });
}
