import type { Registry } from "@plugsmith/schemas";
import { escapeText, sortVersions } from "./render-registry-page.ts";

/** All plugins with the newest version that is offered, as a Markdown table whose names lead to their pages. */
export function renderPluginTable(registry: Registry): string {
  const rows = registry.plugins.map((plugin) => {
    const versions = sortVersions(plugin);
    const offered = versions.find(({ status }) => status === "active");
    const withdrawn = versions.filter(({ status }) => status !== "active");
    const others = withdrawn.map(({ version, status }) => `${version} ${status}`).join(", ");
    const cells = [
      `[${plugin.name}](${plugin.name}.md)`,
      offered?.version ?? "**none**",
      offered?.publishedAt.slice(0, 10) ?? "",
      plugin.cms,
      escapeText(plugin.description),
      others,
    ];
    return `| ${cells.join(" | ")} |`;
  });
  return ["| Plugin | Offered | Since | For | What | Withdrawn |", "|---|---|---|---|---|---|", ...rows].join("\n");
}
