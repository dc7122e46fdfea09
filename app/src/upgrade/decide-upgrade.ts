import { ForgeError } from "@plugsmith/schemas";
import { compareVersions } from "@plugsmith/templates";
import type { PluginEngine } from "../engine/plugin-engine.ts";
import type { Facts } from "../facts/facts.ts";
import type { Upgrade } from "./upgrade.ts";

/**
 * Newer templates for what this request published; null: there are none, a later request made the plugin anew, or the
 * pack can no longer make what was asked for.
 */
export function decideUpgrade(facts: Facts, engine: PluginEngine): Upgrade | null {
  const { published, release, request: asked } = facts;
  const pin = published?.pin;
  if (!pin || release?.status !== "active" || pin.requestNumber !== asked.number) return null;
  const { change: _, ...request } = pin.request;
  try {
    const { pack } = engine({ request, requestNumber: asked.number, requester: asked.author, published });
    if (pack.name !== pin.pack.name || compareVersions(pack.version, pin.pack.version) <= 0) return null;
    return { name: request.name, pack: pack.name, from: pin.pack.version, to: pack.version, request };
  } catch (error) {
    if (error instanceof ForgeError) return null;
    throw error;
  }
}
