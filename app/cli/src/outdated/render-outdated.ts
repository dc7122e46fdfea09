import type { PluginStanding } from "@plugsmith/app";
import type { Outdated } from "./gather-outdated.ts";

const tellMerge = ({ conflicts }: PluginStanding) =>
  conflicts.length === 0 ? "clean" : `${conflicts.length} to look at`;

const cells = (one: PluginStanding): string[] => [
  `${one.name} ${one.version}`,
  `${one.pack} ${one.from}`,
  one.to ?? "-",
  one.state,
  one.state === "behind" ? String(one.migrations.length) : "",
  one.state === "behind" ? tellMerge(one) : "",
];
const head = ["PLUGIN", "MADE WITH", "NEWEST", "STATE", "MIGRATIONS", "PEOPLE'S CHANGES"];

/** What has to be looked at by a person, or explains a state. */
function renderDetails(one: PluginStanding): string[] {
  const { name, state, request } = one;
  if (state === "behind")
    return [
      request > 0
        ? `${name}: a maintainer comments \`/forge upgrade\` on #${request}.`
        : `${name}: generated without a request; generate it anew and merge by hand.`,
      ...one.migrations.map(({ number, to, summary }) => `  migration ${number} (${to}): ${summary}`),
      ...one.conflicts.map(({ path, kind }) => `  to look at: ${path} (${kind})`),
    ];
  if (state === "ahead")
    return [`${name}: made with newer templates than these; update Plugsmith before it is made again.`];
  if (state === "changed") return [`${name}: made with other files of the same version of ${one.pack}.`];
  return state === "blocked" ? [`${name}: ${one.reason}`] : [];
}

/** For people: a table of all plugins, then what to do about those that are not current. */
export function renderOutdated({ standings, notice }: Outdated): string {
  if (standings.length === 0) return "No plugin of this commit was made by a template pack.";
  const rows = [head, ...standings.map(cells)];
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const table = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  const details = standings.flatMap(renderDetails);
  return [
    ...table,
    ...(details.length > 0 ? ["", ...details] : []),
    ...(notice === null || !standings.some(({ state }) => state === "behind") ? [] : ["", `Notice: ${notice}`]),
  ].join("\n");
}
