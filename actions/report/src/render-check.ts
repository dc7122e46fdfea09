import { renderAnalysis } from "@plugsmith/analysis";
import { describePictures, renderDependencies, renderInert, type StepResult } from "@plugsmith/schemas";

/** Body of GitHub's check run API. */
export interface CheckRun {
  readonly name: string;
  readonly head_sha: string;
  readonly external_id: string;
  readonly status: "completed";
  readonly conclusion: "success" | "neutral" | "failure" | "cancelled";
  readonly started_at: string;
  readonly completed_at: string;
  readonly details_url?: string;
  readonly output: { readonly title: string; readonly summary: string };
}

/** GitHub's limit is 65,535 characters; shorter is readable. */
const mostSummary = 20_000;
const conclusions = { success: "success", failed: "failure", cancelled: "cancelled" } as const;

/** Who saw what the contract's table says; the value is the work job's own, so only known words are shown. */
const judges: ReadonlyMap<unknown, string> = new Map([
  ["plugin", "the plugin's own process"],
  ["driver", "its pack's driver"],
  ["own-driver", "a driver that the plugin brought (read it before you trust this)"],
  ["self-reported", "the plugin's own tests (nothing outside saw it)"],
]);

function renderRows(result: StepResult, detailsUrl: string | undefined): string[] {
  const lines: string[] = [];
  if (result.hint) lines.push("", `**What to do:** ${renderInert(result.hint)}`);
  for (const { path, message } of result.issues ?? []) lines.push(`- ${renderInert(path)}: ${renderInert(message)}`);
  if (result.tests) {
    const { passed, failed, skipped } = result.tests;
    lines.push("", `Own tests: ${passed} passed, ${failed} failed, ${skipped} skipped.`);
  }
  if (result.contract) {
    const judge = judges.get(result.facts?.["contractBy"]);
    if (judge) lines.push("", `Contract judged on ${judge}.`);
    lines.push("", "| Suite | Check | Status | Detail |", "|---|---|---|---|");
    for (const { suite, check, status, detail = "" } of result.contract) {
      lines.push(`| ${suite} | ${renderInert(check)} | ${status} | ${renderInert(detail)} |`);
    }
  }
  if (result.sandbox) {
    const measured = Object.entries(result.sandbox.measurements).map(
      ([name, value]) => `${renderInert(name)} ${value}`,
    );
    lines.push(
      "",
      `Sandbox: ${result.sandbox.driver}, level ${result.sandbox.level}, network ${result.sandbox.network}. ${measured.join(", ")}`,
    );
  }
  const pictures = describePictures(result);
  if (pictures !== null) {
    const place = detailsUrl === undefined ? "forge-sandbox" : `[forge-sandbox](${detailsUrl}#artifacts)`;
    lines.push("", `${pictures.count} pictures in the run's artifact ${place}: ${pictures.words}.`);
  }
  if (result.analysis) lines.push("", renderAnalysis(result.analysis));
  if (result.dependencies) lines.push("", renderDependencies(result.dependencies));
  if (result.digest) lines.push("", `Digest: \`${result.digest}\``);
  if (result.confinement) lines.push("", `Confinement: ${result.confinement}.`);
  return lines;
}

/** How a step ended, for GitHub. Where nobody could say whether packages are vulnerable, it is neutral: no green mark. */
function decideEnd(result: StepResult): Pick<CheckRun, "conclusion"> & { readonly title: string } {
  const conclusion = result.status in conclusions ? conclusions[result.status as keyof typeof conclusions] : "failure";
  if (conclusion !== "success") return { conclusion, title: result.code.slice(0, 100) };
  if (result.dependencies?.audit !== "unchecked") return { conclusion, title: "ok" };
  return { conclusion: "neutral", title: "built; dependencies could not be checked" };
}

/** A step's result as check run `forge / <step>`. The text of results is untrusted and escaped. */
export function renderCheck(result: StepResult, headSha: string, pluginName: string, detailsUrl?: string): CheckRun {
  const ended = new Date(Date.parse(result.startedAt) + result.durationMs).toISOString();
  const { conclusion, title } = decideEnd(result);
  const summary = [renderInert(result.message), ...renderRows(result, detailsUrl)].join("\n");
  return {
    name: `forge / ${result.step}`,
    head_sha: headSha,
    external_id: `plugsmith/${pluginName}/${result.step}`,
    status: "completed",
    conclusion,
    started_at: result.startedAt,
    completed_at: ended,
    ...(detailsUrl === undefined ? {} : { details_url: detailsUrl }),
    output: {
      title,
      summary: summary.length > mostSummary ? `${summary.slice(0, mostSummary)}\n…` : summary,
    },
  };
}
