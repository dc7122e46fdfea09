import type { Registry } from "@plugsmith/schemas";
import type { RegistryHealth } from "./decide-registry-health.ts";
import { findState } from "./find-version.ts";
import { escapeText, sortVersions } from "./render-registry-page.ts";

export interface ReportFacts {
  readonly registry: Registry;
  readonly health: RegistryHealth;
  /** When the report was made. */
  readonly at: string;
  /** How far what follows was checked, in one sentence. */
  readonly note: string;
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

/** A dated report of the whole registry for people, Markdown. */
export function renderRegistryReport({ registry, health, at, note }: ReportFacts): string {
  const { repository, sequence, updatedAt, plugins, revocations, removed = [] } = registry;
  const { active, disabled, suspended, revoked } = health.versions;
  const versionRows = plugins.flatMap((plugin) =>
    sortVersions(plugin).map((entry) => [
      plugin.name,
      entry.version,
      findState(registry, plugin.name, entry),
      entry.publishedAt.slice(0, 10),
      `#${entry.request}`,
      `\`${entry.digest.slice(0, 19)}…\``,
    ]),
  );
  const against = revocations.map(({ name, version, state, reason, by }) => [
    name,
    version,
    state,
    by.map(({ login, at: when }) => `${escapeText(login)} (${when.slice(0, 10)})`).join(", "),
    escapeText(reason),
  ]);
  const gone = removed.map((entry) => [entry.name, entry.version, entry.at.slice(0, 10), escapeText(entry.reason)]);
  const section = (title: string, head: readonly string[], rows: readonly (readonly string[])[]) =>
    rows.length === 0 ? [] : [`## ${title}`, table(head, rows)];
  return [
    `# Registry of ${repository}, ${at.slice(0, 10)}`,
    `State: **${health.state}** (${health.words}). Sequence ${sequence}, written ${updatedAt}. Report of ${at}.`,
    note,
    ...(health.concerns.length > 0 ? [health.concerns.map((concern) => `- ${concern}`).join("\n")] : []),
    `Versions: ${active} active, ${disabled} disabled, ${suspended} suspended, ${revoked} revoked, ${removed.length} removed.`,
    ...section("Versions", ["Plugin", "Version", "State", "Published", "Request", "Digest"], versionRows),
    ...section("Revoked and suspended", ["Plugin", "Version", "State", "By", "Reason"], against),
    ...section("Removed for ever", ["Plugin", "Version", "On", "Reason"], gone),
    "",
  ].join("\n\n");
}
