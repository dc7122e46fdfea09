import { ForgeError } from "@plugsmith/schemas";
import { compareVersions } from "@plugsmith/templates";
import type { PluginEngine } from "../engine/plugin-engine.ts";
import type { PublishedPlugin } from "../facts/facts.ts";
import type { PluginStanding } from "./plugin-standing.ts";

const stateOf = (order: number, same: boolean) =>
  order > 0 ? "behind" : order < 0 ? "ahead" : same ? "current" : "changed";

/**
 * How a plugin of the default branch stands to today's packs, by making it anew without writing anything. Pure.
 * @returns null for a plugin that no pack made.
 */
export function decideStanding(published: PublishedPlugin, engine: PluginEngine): PluginStanding | null {
  const { pin, manifest } = published;
  if (pin === null) return null;
  const { change: _, ...request } = pin.request;
  const { requestNumber, requester, pack } = pin;
  const shared = {
    name: manifest.name,
    version: manifest.version,
    pack: pack.name,
    from: pack.version,
    request: requestNumber,
    migrations: [],
    conflicts: [],
  };
  try {
    const made = engine({ request, requestNumber, requester, published });
    if (made.pack.name !== pack.name)
      return { ...shared, to: null, state: "blocked", reason: `The pack ${made.pack.name} makes these plugins now.` };
    const to = made.pack.version;
    const state = stateOf(compareVersions(to, pack.version), made.pack.digest === pack.digest);
    if (state !== "behind") return { ...shared, to, state, reason: null };
    return {
      ...shared,
      to,
      state,
      migrations: (made.upgraded?.migrations ?? []).map(({ number, to: leads, summary }) => ({
        number,
        to: leads,
        summary,
      })),
      conflicts: made.conflicts.map(({ path, kind }) => ({ path, kind })),
      reason: null,
    };
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    return { ...shared, to: null, state: "blocked", reason: error.message };
  }
}
