import { renderTable } from "../../agent/render-table.ts";
import type { PackEvidence } from "./pack-evidence.ts";

const count = (one: PackEvidence, status: string) => one.checks.filter((check) => check.status === status).length;

const marks = { success: "✓", failed: "✗", skipped: "–" } as const;

/** `13 ✓ 2 –`: checks that held, failed, and that the plugin gives no occasion for. */
export function renderCounts(one: PackEvidence): string {
  const parts = [
    `${count(one, "passed")} ✓`,
    ...(count(one, "failed") > 0 ? [`${count(one, "failed")} ✗`] : []),
    ...(count(one, "not_applicable") > 0 ? [`${count(one, "not_applicable")} –`] : []),
  ];
  return one.checks.length === 0 ? "" : parts.join(" ");
}

/** One line a pack: what was made, what was proved and by whom, and the digest that people would approve. */
export function renderPacks(packs: readonly PackEvidence[]): string {
  const head = ["files", "tests", "contract", "judged by", "sandbox", "time", "digest"];
  const rows = packs.map((one) => [
    `${marks[one.status]} ${one.pack}`,
    String(one.files),
    one.tests.failed > 0 ? `${one.tests.passed} ✓ ${one.tests.failed} ✗` : `${one.tests.passed} ✓`,
    renderCounts(one),
    one.judgedBy,
    one.sandbox.level === "" ? "–" : `${one.sandbox.level} (${one.sandbox.driver})`,
    `${(one.durationMs / 1000).toFixed(1)} s`,
    one.digest === "" ? "–" : `${one.digest.slice(0, 19)}…`,
  ]);
  const lines = renderTable([["  pack", ...head], ...rows]);
  const stopped = packs
    .filter(({ status }) => status !== "success")
    .map(
      ({ status, pack, message }) => `  ${marks[status]} ${pack}: ${status === "skipped" ? "skipped, " : ""}${message}`,
    );
  const pictures = packs
    .filter(({ screenshots }) => screenshots !== "")
    .map((one) => `  ${one.pack}: ${one.screenshots}`);
  return [
    ...lines,
    ...(stopped.length > 0 ? ["", ...stopped] : []),
    ...(pictures.length > 0 ? ["", "  Screenshots:", ...pictures] : []),
    "",
    "  – : the plugin gives no occasion for the check. judged by plugin or driver: the suite's own provider saw it.",
    ...(packs.some(({ judgedBy }) => judgedBy === "self-reported")
      ? ["  self-reported: only the plugin's own tests say so."]
      : []),
    "  sandbox contract: a kernel of the platform, not the platform.",
  ].join("\n");
}
