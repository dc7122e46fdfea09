import type { SeenStatus } from "./bench-agent.ts";

export type PluginReadiness =
  | { readonly ready: true; readonly plugin: string; readonly version: string }
  | { readonly ready: false; readonly why: string };

/** Whether the wanted plugin runs and serves the reserved device; empty `plugin`: whichever serves it. */
export function decidePlugin(status: SeenStatus, plugin: string, device: string | null): PluginReadiness {
  const serves = (one: SeenStatus["plugins"][number]) => device === null || one.devices.includes(device);
  const found = status.plugins.find((one) => (plugin === "" ? device !== null && serves(one) : one.name === plugin));
  if (!found)
    return {
      ready: false,
      why: plugin === "" ? `no plugin serves ${device ?? "it"}` : `${plugin} is not on the bench`,
    };
  if (found.phase === "active" && serves(found))
    return { ready: true, plugin: found.name, version: found.version ?? "" };
  const [reason] = found.refusals;
  if (reason) return { ready: false, why: `${found.name} does not run: ${reason.code}, ${reason.message}` };
  if (found.phase === "active") return { ready: false, why: `${found.name} does not serve ${device ?? "it"}` };
  return { ready: false, why: `${found.name} is ${found.phase}` };
}
