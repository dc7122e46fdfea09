import type { Dependencies, DependencyAdvisory } from "./generated/types.ts";
import { renderInert } from "./render-inert.ts";

const plural = (count: number, word: string) => `${count} ${word}${count === 1 ? "" : "s"}`;
const severities = ["critical", "high", "unknown", "moderate", "low"] as const;

function countSeverities(advisories: readonly DependencyAdvisory[]): string {
  const open = advisories.filter(({ allowed }) => allowed === undefined);
  const parts = severities.flatMap((severity) => {
    const count = open.filter((each) => each.severity === severity).length;
    return count === 0 ? [] : [`${count} ${severity === "unknown" ? "of unknown weight" : severity}`];
  });
  const allowed = advisories.length - open.length;
  return [...parts, ...(allowed > 0 ? [`${allowed} allowed by the forge`] : [])].join(", ");
}

/** One line on a plugin's packages and their audit, plain text; empty when it has none. Never reads like a pass when nobody could say. */
export function describeDependencies({ audit, packages, advisories, unchecked }: Dependencies): string {
  if (audit === "nothing") return "";
  const count = plural(packages.length, "package");
  const found =
    advisories.length === 0
      ? ""
      : `: ${plural(advisories.length, "advisory").replace("advisorys", "advisories")} (${countSeverities(advisories)})`;
  if (audit === "not_asked") return `${count}, audited by the run that was approved`;
  if (audit === "clean") return `${count}, no known vulnerability`;
  if (audit === "vulnerable") return `${count}${found}`;
  const silent = unchecked.reduce((sum, each) => sum + each.packages, 0);
  return `${count}${found}; dependency audit could not be checked${silent > 0 && silent < packages.length ? ` for ${silent} of them` : ""}`;
}

const uses = {
  bundled: "bundled into the entry",
  shipped: "shipped below vendor/",
  operator: "installed by whoever runs the server",
  tools: "not part of the package",
} as const;

function renderLock({
  path,
  ecosystem,
  packages,
  use,
  installed,
  fetched,
  cached,
  note,
}: Dependencies["locks"][number]): string {
  const source = installed ? `; installed (${cached} from the cache, ${fetched} fetched)` : "";
  return `- ${renderInert(path)} (${ecosystem}): ${plural(packages, "package")}, ${uses[use]}${source}${note === undefined ? "" : `; ${renderInert(note)}`}`;
}

function renderRow(advisory: DependencyAdvisory): string {
  const { id, package: name, version, scope, severity, title, range, fixedIn, url, allowed } = advisory;
  const link = url === undefined ? renderInert(id) : `[${renderInert(id)}](${encodeURI(url).replaceAll(")", "%29")})`;
  const why = allowed === undefined ? "" : ` Allowed by the forge: ${renderInert(allowed)}`;
  const fix = fixedIn === undefined ? "" : renderInert(fixedIn);
  return `| ${severity} | ${renderInert(`${name} ${version}`)}${scope === "dev" ? " (dev)" : ""} | ${link} ${renderInert(title)}${why} | ${range === undefined ? "" : renderInert(range)} | ${fix} |`;
}

/** Markdown for a job summary or a check: where packages come from, what is known of them, and what nobody could say. */
export function renderDependencies(dependencies: Dependencies): string {
  const { audit, locks, unchecked, advisories } = dependencies;
  if (audit === "nothing") return "No dependencies: nothing to audit.";
  const words = describeDependencies(dependencies);
  const mark = audit === "clean" ? "" : audit === "unchecked" ? "⚠️ " : "";
  const silent = unchecked.map(
    ({ ecosystem, packages, why }) =>
      `- **Could not be checked:** ${plural(packages, "package")} of ${ecosystem} (${renderInert(why)}). This is no pass: run the build again when the source answers.`,
  );
  const rows = advisories.slice(0, 50).map(renderRow);
  return [
    `${mark}Dependencies: ${words}.`,
    "",
    ...locks.map(renderLock),
    ...silent,
    ...(rows.length > 0
      ? ["", "| Severity | Package | Advisory | Affected | Fixed in |", "|---|---|---|---|---|", ...rows]
      : []),
  ].join("\n");
}
