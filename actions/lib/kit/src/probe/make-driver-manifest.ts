import type { PluginManifest } from "@plugsmith/schemas";

/** A shop's merchant enters the provider's address, so a manifest may name none; the suite then plays this one. */
const madeUpProvider = { host: "provider.invalid", port: 443 };

/** The manifest a driver is run and judged by: the plugin's own, with a provider that can be reached. */
export function makeDriverManifest(manifest: PluginManifest): PluginManifest {
  const { permissions } = manifest;
  if (permissions.network.outbound.length > 0) return manifest;
  const network = { ...permissions.network, outbound: [madeUpProvider] };
  return { ...manifest, permissions: { ...permissions, network } };
}
