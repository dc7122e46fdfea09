import { describeDependencies, describePictures, type StepResult } from "@plugsmith/schemas";
import type { RequestState } from "../decisions/request-state.ts";
import type { Facts } from "../facts/facts.ts";
import { renderText } from "./render-text.ts";

export interface StageRow {
  readonly stage: string;
  readonly state: string;
  readonly detail: string;
}

const steps = ["build", "test", "sandbox", "package"] as const;
const titles = { build: "Build", test: "Test", sandbox: "Sandbox", package: "Package" } as const;

/** The static analysis in a few words; nothing when it found nothing. */
function describeAnalysis({ errors, warnings, allowed }: NonNullable<StepResult["analysis"]>): string[] {
  const counts = [
    ...(errors > 0 ? [`${errors} error${errors === 1 ? "" : "s"}`] : []),
    ...(warnings > 0 ? [`${warnings} warning${warnings === 1 ? "" : "s"}`] : []),
    ...(allowed > 0 ? [`${allowed} allowed`] : []),
  ];
  return counts.length > 0 ? [`static analysis: ${counts.join(", ")}`] : [];
}

/** The way to the pictures of a shop: GitHub shows no file of an artifact in a page. */
function linkPictures(result: StepResult, runUrl: string | undefined): string[] {
  const pictures = describePictures(result);
  return pictures === null || runUrl === undefined ? [] : [`[${pictures.count} pictures](${runUrl}#artifacts)`];
}

function describeResult(result: StepResult, runUrl: string | undefined): string {
  const parts: string[] = [];
  if (result.tests) {
    const { passed, failed, skipped } = result.tests;
    parts.push(`${passed} passed${failed ? `, ${failed} failed` : ""}${skipped ? `, ${skipped} skipped` : ""}`);
  }
  if (result.contract) {
    const relevant = result.contract.filter((check) => check.status !== "not_applicable");
    const vouches = result.facts?.["contractBy"] === "self-reported" ? " by its own word" : "";
    parts.push(`contract ${relevant.filter((check) => check.status === "passed").length}/${relevant.length}${vouches}`);
  }
  if (result.sandbox) parts.push(`${result.sandbox.driver}, ${result.sandbox.level}, no network`);
  parts.push(...linkPictures(result, runUrl));
  if (result.analysis) parts.push(...describeAnalysis(result.analysis));
  const packages = result.dependencies ? describeDependencies(result.dependencies) : "";
  if (packages !== "") parts.push(packages);
  if (result.status === "failed") parts.push(renderText(result.message, 160));
  parts.push(`${(result.durationMs / 1000).toFixed(1)} s`);
  return parts.join(" · ");
}

function listSteps(facts: Facts, state: RequestState): StageRow[] {
  const { run, results } = facts.pipeline;
  const done = state.name === "published" || state.name === "suspended" || state.name === "revoked";
  const running = state.name === "testing";
  return steps.map((step): StageRow => {
    const result = running ? undefined : results.find((candidate) => candidate.step === step);
    const stage = titles[step];
    if (result?.status === "success") {
      // Packages that nobody could check are no pass.
      const state = result.dependencies?.audit === "unchecked" ? "⚠️" : "✅";
      return { stage, state, detail: describeResult(result, run?.url) };
    }
    if (result) return { stage, state: "❌", detail: describeResult(result, run?.url) };
    if (done) return { stage, state: "✅", detail: "" };
    if (running)
      return { stage, state: "⏳", detail: run?.status === "in_progress" ? "running" : "waiting for a runner" };
    return { stage, state: "·", detail: run && state.name === "failed" ? "not reached" : "" };
  });
}

function describeApprovals(state: RequestState): StageRow {
  const { quorum } = state;
  if (!quorum) return { stage: "Approvals", state: "·", detail: "" };
  const mark = quorum.reached ? "✅" : quorum.blockedBy.length > 0 ? "✋" : "⏳";
  return { stage: "Approvals", state: mark, detail: `${quorum.count} of ${quorum.required}` };
}

function describePublishing(facts: Facts, state: RequestState): StageRow {
  const row = (mark: string, detail: string): StageRow => ({ stage: "Publish", state: mark, detail });
  const { run } = facts.publishing;
  const link = run ? `[run](${run.url})` : "";
  switch (state.name) {
    case "published":
      return row("✅", `[release](${releaseUrl(facts)})`);
    case "suspended":
      return row("⏸️", "suspended");
    case "revoked":
      return row("⛔", "revoked");
    case "publishing":
      return row("⏳", link);
    case "publish-failed":
      return row("❌", link);
    default:
      return row("·", run?.conclusion === "success" ? `dry run succeeded, ${link}` : "");
  }
}

/** Address of the release page. */
export function releaseUrl(facts: Facts): string {
  const name = facts.records.findLast((record) => record.accepted)?.accepted?.name ?? "";
  return `${facts.repository.webUrl}/releases/tag/${encodeURIComponent(`${name}@${facts.release?.version ?? ""}`)}`;
}

/** The table of stages, from the request to the release. */
export function listStages(facts: Facts, state: RequestState): StageRow[] {
  const { pull } = facts;
  const accepted = state.accepted !== null;
  const request: StageRow = accepted
    ? {
        stage: "Request",
        state: state.name === "cancelled" ? "🚫" : "✅",
        detail: state.name === "cancelled" ? "cancelled" : "accepted",
      }
    : {
        stage: "Request",
        state: state.name === "waiting" ? "⏳" : "✋",
        detail: state.name === "waiting" ? "waits for a triager" : "needs a correction",
      };
  const opened: StageRow = pull
    ? { stage: "Pull request", state: "✅", detail: `#${pull.number} at \`${pull.headSha.slice(0, 7)}\`` }
    : { stage: "Pull request", state: "·", detail: "" };
  return [request, opened, ...listSteps(facts, state), describeApprovals(state), describePublishing(facts, state)];
}
