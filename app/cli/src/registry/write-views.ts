import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import {
  decideRegistryHealth,
  type RegistryHealth,
  renderHealthBadge,
  renderPluginMap,
  renderPluginTable,
  renderRegistryPage,
  renderRegistryReport,
} from "@plugsmith/registry";
import type { PluginManifest } from "@plugsmith/schemas";
import type { ReadRegistry } from "../read-registry.ts";

/** What people read beside a registry: texts by file name. */
export type Views = Readonly<Record<string, string>>;

/** Health as far as the look could tell: a plain view says nothing about age, and is itself a concern. */
export function judgeHealth({ registry, trust }: ReadRegistry): RegistryHealth {
  const { knowledge } = trust as { knowledge?: { ageSeconds: number | null } };
  return decideRegistryHealth({ registry, ageSeconds: knowledge?.ageSeconds ?? null, isSigned: trust.signed });
}

/** One page a plugin, and an index with the map; of plugins that are published only. */
export function renderDocs(read: ReadRegistry, manifests: readonly PluginManifest[]): Views {
  const { registry } = read;
  const published = manifests.filter(({ name }) => registry.plugins.some((plugin) => plugin.name === name));
  const pages = registry.plugins.map(({ name }) => [
    `${name}.md`,
    renderRegistryPage(
      registry,
      name,
      published.find((manifest) => manifest.name === name),
    ) ?? "",
  ]);
  const index = [
    `# Plugins of ${registry.repository}`,
    "![state of the registry](badge.svg)",
    registry.plugins.length > 0 ? renderPluginTable(registry) : "None yet.",
    ...(published.length > 0
      ? [
          "Who calls whom: hooks (round, blue) start plugins (boxes, green), which publish and hear events (hexagons, orange). Plugins in one frame are joined to the same hooks and events.",
          `\`\`\`mermaid\n${renderPluginMap(published)}\n\`\`\``,
        ]
      : []),
    "",
  ].join("\n\n");
  return { ...Object.fromEntries(pages), "README.md": index, "badge.svg": renderHealthBadge(judgeHealth(read)) };
}

/** The dated report, named after its day. */
export function renderReport(read: ReadRegistry, at: Date): Views {
  const { registry, note } = read;
  const text = renderRegistryReport({ registry, health: judgeHealth(read), at: at.toISOString(), note });
  return { [`registry-${at.toISOString().slice(0, 10)}.md`]: text };
}

/** Writes views below a folder; they are copies, so older ones are replaced. */
export async function writeViews(folder: string, views: Views): Promise<readonly string[]> {
  const paths = Object.keys(views).map((name) => join(folder, name));
  for (const [name, text] of Object.entries(views)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return paths;
}
