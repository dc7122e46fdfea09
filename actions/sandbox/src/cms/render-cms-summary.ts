import type { CmsReport } from "./cms-report.ts";

/** Text of a cell: nothing in it can end the cell, open a tag or mention somebody. */
const cell = (text: string) =>
  text
    .replace(/[\r\n|]+/g, " ")
    .replace(/[<>@&`*_[\]\\]/g, (sign) => `&#${sign.codePointAt(0)};`)
    .slice(0, 300);

const marks = { passed: "✅", failed: "❌", skipped: "➖" } as const;

/** The scenario as Markdown: acts, costs of pages with and without the plugin, calls that were stopped. */
export function renderCmsSummary(report: CmsReport, pictures: readonly string[]): string {
  const versions = Object.entries(report.versions).map(([name, version]) => `${name} ${version}`);
  const acts = report.acts.map(
    ({ status, title, detail, ms }) => `| ${marks[status]} | ${cell(title)} | ${cell(detail)} | ${ms} ms |`,
  );
  const perf = Object.entries(report.perf).map(
    ([page, cost]) =>
      `| ${cell(page)} | ${cost.without.ms} → ${cost.with.ms} | ${cost.without.queries} → ${cost.with.queries} | ${cost.without.peakMiB} → ${cost.with.peakMiB} |`,
  );
  return [
    `**In the shop**, level \`${report.level}\`, driver \`${report.driver}\`: ${cell(versions.join(", "))}.`,
    "",
    "| | Act | Seen | Time |",
    "|---|---|---|---|",
    ...acts,
    "",
    "| Page, without → with the plugin | ms | queries | peak MiB |",
    "|---|---|---|---|",
    ...perf,
    "",
    `${report.requests} requests served, ${report.blocked.length} calls to the outside stopped${report.restarts > 0 ? `, ${report.restarts} restart` : ""}. Pictures: ${pictures.length}.`,
  ].join("\n");
}
