import {
  type ChannelConfig,
  type ChannelLedger,
  type ForgeConfig,
  ForgeError,
  type PluginManifest,
} from "@plugsmith/schemas";
import { listChannels } from "@plugsmith/trust";

/**
 * Channels that came into forge.yml after a version was published, and take such a plugin. None where forge.yml contradicts
 * itself: the publisher says so.
 */
export function listNewChannels(
  config: ForgeConfig,
  manifest: PluginManifest,
  ledger: ChannelLedger,
): readonly ChannelConfig[] {
  const known = new Set(ledger.channels.map(({ channel }) => channel));
  try {
    return listChannels(config, manifest).filter(({ name }) => !known.has(name));
  } catch (error) {
    if (error instanceof ForgeError) return [];
    throw error;
  }
}
