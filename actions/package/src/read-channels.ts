import type { StepToolkit } from "@plugsmith/action-kit";
import type { PluginManifest } from "@plugsmith/schemas";

/** Where a forge keeps its configuration. */
const configFile = ".github/forge.yml";

/**
 * Kinds of the channels that the checked-out forge.yml names for the plugin: what no channel takes is heard of at the pull
 * request. None where there is no valid file; the bot says so there. Advice only: before the merge, the file of the default
 * branch is asked.
 */
export async function readChannels(toolkit: StepToolkit, manifest: PluginManifest): Promise<readonly string[]> {
  const { workspace } = toolkit.run;
  const bytes = workspace === undefined ? null : toolkit.readFile(workspace, configFile);
  if (!bytes) return [];
  const [{ CORE_SCHEMA, load }, { listChannels }, { parseForgeConfig }] = await Promise.all([
    import("js-yaml"),
    import("@plugsmith/trust"),
    import("@plugsmith/schemas/forge-config"),
  ]);
  try {
    const parsed = parseForgeConfig(
      load(Buffer.from(bytes).toString("utf8"), { schema: CORE_SCHEMA, maxAliases: 0, maxDepth: 20 }),
    );
    return parsed.ok ? listChannels(parsed.value, manifest).map(({ kind }) => kind) : [];
  } catch {
    return [];
  }
}
