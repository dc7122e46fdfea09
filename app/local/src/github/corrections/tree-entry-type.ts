import type { Correction } from "../world.ts";

const types: Record<string, string> = { "040000": "tree", "160000": "commit" };

/** emulate wants `type` on every entry of a new tree; GitHub tells it from the mode. */
export const treeEntryType: Correction = (world) => {
  world.before.push((call) => {
    if (call.method !== "POST" || !call.path.endsWith("/git/trees") || !Array.isArray(call.json?.tree)) return;
    for (const entry of call.json.tree) entry.type ??= types[entry.mode] ?? "blob";
  });
};
