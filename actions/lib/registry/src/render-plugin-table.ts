import type { Registry } from "@plugsmith/schemas";
import { findState } from "./find-version.ts";
import { escapeText, sortVersions } from "./render-registry-page.ts";

/** All plugins with the newest version that is offered, as a Markdown table whose names lead to their pages. */
export function renderPluginTable(registry: Registry): string {
  const rows = registry.plugins.map((plugin) => {
    const versions = sortVersions(plugin).map((entry) => ({
      ...entry,
      state: findState(registry, plugin.name, entry),
    }));
    const offered = versions.find(({ state }) => state === "active");
    const withdrawn = versions.filter(({ state }) => state !== "active");
    const others = withdrawn.map(({ version, state }) => `${version} ${state}`).join(", ");
    const cells = [
      `[${plugin.name}](${plugin.name}.md)`,
      offered?.version ?? "**none**",
      offered?.publishedAt.slice(0, 10) ?? "",
      [plugin.cms, escapeText(offered?.supportedVersions ?? "")].filter(Boolean).join(" "),
      (offered?.testedVersions ?? []).map(({ version, level }) => `${escapeText(version)} (${level})`).join("<br>") ||
        "–",
      escapeText(plugin.description),
      others,
    ];
    return `| ${cells.join(" | ")} |`;
  });
  return [
    "| Plugin | Offered | Since | Written for | Tried in | What | Withdrawn |",
    "|---|---|---|---|---|---|---|",
    ...rows,
  ].join("\n");
}
