import { ForgeError, type PluginManifest } from "@plugsmith/schemas";

/** Whether a plugin's manifest lets it have jobs of this name. @throws ForgeError `permission_denied`. */
export function checkQueue({ name, hooks, permissions }: PluginManifest, queue: string): void {
  if (!hooks.includes("onJobReceived"))
    throw new ForgeError("permission_denied", {
      message: `${name} takes no jobs: its manifest does not name the hook onJobReceived.`,
      hint: "Add onJobReceived to hooks, and the names of its jobs to permissions.queue.",
    });
  if (!permissions.queue.includes(queue))
    throw new ForgeError("permission_denied", {
      message: `${name} takes no jobs named ${queue}; its manifest declares ${permissions.queue.join(", ") || "none"}.`,
      hint: "Add the name to permissions.queue, or use a declared one.",
    });
}
