import { renderCode } from "../render/render-code.ts";
import { renderText } from "../render/render-text.ts";
import type { PluginStanding } from "./plugin-standing.ts";

export const outdatedMarker = "<!-- plugsmith:outdated -->";
export const outdatedTitle = "Plugins behind their packs";
export const outdatedLabel = "forge/outdated";

/** More rows than this are counted, not shown. */
const mostRows = 200;

function renderMerge({ conflicts }: PluginStanding): string {
  if (conflicts.length === 0) return "clean";
  const paths = [...new Set(conflicts.map(({ path }) => path))];
  const shown = paths.slice(0, 3).map((path) => renderCode(path, 60));
  return `${conflicts.length} to look at: ${shown.join(", ")}${paths.length > 3 ? ", …" : ""}`;
}

const renderMade = ({ name, version, pack, from }: PluginStanding) =>
  `| ${renderCode(name)} ${renderCode(version, 40)} | ${renderCode(pack)} ${renderCode(from, 40)}`;

const renderRows = (rows: readonly string[]) => [
  ...rows.slice(0, mostRows),
  ...(rows.length > mostRows ? ["", `And ${rows.length - mostRows} more; \`plugsmith outdated\` lists them all.`] : []),
];

function renderBehind(standings: readonly PluginStanding[]): string[] {
  if (standings.length === 0) return [];
  return [
    "There are newer templates for these plugins. Nothing is upgraded by itself: a maintainer makes the comment of the last column on the request that it names.",
    "What people changed in a plugin is kept, and the upgrade is a pull request with tests and approvals like every other.",
    "",
    "| plugin | made with | newest | migrations | people's changes | to upgrade it |",
    "|---|---|---|---|---|---|",
    ...renderRows(
      standings.map(
        (one) =>
          `${renderMade(one)} | ${renderCode(one.to ?? "", 40)} | ${one.migrations.length} | ${renderMerge(one)} | comment \`/forge upgrade\` on #${one.request} |`,
      ),
    ),
    "",
  ];
}

function renderAhead(standings: readonly PluginStanding[]): string[] {
  if (standings.length === 0) return [];
  return [
    "These were made with newer templates than the forge has now: it runs an older Plugsmith, or other packs, than it did. Their next version would be made with the older ones; update Plugsmith first.",
    "",
    "| plugin | made with | the forge has |",
    "|---|---|---|",
    ...renderRows(standings.map((one) => `${renderMade(one)} | ${renderCode(one.to ?? "", 40)} |`)),
    "",
  ];
}

function renderBlocked(standings: readonly PluginStanding[]): string[] {
  if (standings.length === 0) return [];
  return [
    "Today's templates do not make these plugins any more from the request that they were made from:",
    "",
    "| plugin | made with | why |",
    "|---|---|---|",
    ...renderRows(standings.map((one) => `${renderMade(one)} | ${renderText(one.reason ?? "", 200)} |`)),
    "",
  ];
}

/** Text of the one issue about plugins that are not made with the newest templates; null: there is nothing to say. */
export function renderOutdatedIssue(standings: readonly PluginStanding[]): string | null {
  const of = (state: PluginStanding["state"]) => standings.filter((one) => one.state === state);
  const lines = [...renderBehind(of("behind")), ...renderAhead(of("ahead")), ...renderBlocked(of("blocked"))];
  if (lines.length === 0) return null;
  return `${outdatedMarker}\n${lines.join("\n")}
<sub>Kept up to date by the forge, and closed when it has nothing left to say. Closed by a person it stays closed until the table changes.</sub>
`;
}
