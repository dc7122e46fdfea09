import type { Effect } from "../effects/effect.ts";
import type { Facts } from "../facts/facts.ts";
import { hasNote } from "../render/render-note.ts";
import { renderStatus } from "../render/render-status.ts";
import { renderText } from "../render/render-text.ts";
import { isSettled } from "./decide-channels.ts";
import { decideLabels, listWantedLabels } from "./decide-labels.ts";
import { decideNotes } from "./decide-notes.ts";
import type { RequestState } from "./request-state.ts";

function decideApprovalsCheck(facts: Facts, state: RequestState): Effect[] {
  const { pull } = facts;
  const { quorum } = state;
  if (!pull?.open || !quorum) return [];
  const lines = [
    ...quorum.counted.map((review) => `- ✅ ${renderText(review.login)}`),
    ...quorum.blockedBy.map((blocker) => `- ✋ ${renderText(blocker.message)}`),
    ...quorum.uncounted.map((review) => `- ➖ ${renderText(review.message, 500)}`),
  ];
  const conclusion = quorum.reached ? "success" : quorum.blockedBy.length > 0 ? "action_required" : null;
  return [
    {
      kind: "check",
      name: "forge / approvals",
      headSha: pull.headSha,
      conclusion,
      title: `${quorum.count}/${quorum.required} approvals${quorum.blockedBy.length > 0 ? ", blocked" : ""}`,
      summary: lines.length > 0 ? lines.join("\n") : "Nobody has reviewed this commit yet.",
    },
  ];
}

/** The check that tells where forge.yml is wrong, on the commit it was read from. */
export function decideConfigCheck(facts: Pick<Facts, "config" | "repository">): Effect {
  const issues = facts.config.ok ? [] : facts.config.issues;
  const annotations = issues.slice(0, 50).map((issue) => ({
    path: ".github/forge.yml",
    line: issue.line,
    message: `${issue.path || "The file"} ${issue.message}`,
  }));
  return {
    kind: "check",
    name: "forge / config",
    headSha: facts.repository.baseSha,
    conclusion: facts.config.ok ? "success" : "failure",
    title: facts.config.ok
      ? "forge.yml is valid"
      : `${issues.length} problem${issues.length === 1 ? "" : "s"} in forge.yml`,
    summary:
      annotations.map((one) => `- line ${one.line}: ${renderText(one.message)}`).join("\n") ||
      "The configuration is valid.",
    annotations,
  };
}

function decideReviewers(facts: Facts, state: RequestState): Effect[] {
  const { pull, config } = facts;
  if (state.name !== "review" || !pull || !config.ok || hasNote(facts.comments, `review-${pull.headSha}`)) return [];
  const excluded = facts.request.author.id;
  const users = (config.value.approvers.users ?? []).filter((user) => user.id !== excluded).map((user) => user.login);
  return [{ kind: "request_reviews", pull: pull.number, team: config.value.approvers.team ?? null, users }];
}

function decideEnd(facts: Facts, state: RequestState): Effect[] {
  const { request, pull } = facts;
  const labels = listWantedLabels(request.labels, state.name);
  const close = (reason: "completed" | "not_planned"): Effect[] =>
    request.open ? [{ kind: "close_issue", number: request.number, reason, labels }] : [];
  if (state.name === "published") return isSettled(facts) ? close("completed") : [];
  if (state.name !== "cancelled") return [];
  const branch = `forge/request-${request.number}`;
  // The branch first: an open pull request is what tells that there is something left to withdraw.
  const withdraw: Effect[] = pull?.open
    ? [
        { kind: "delete_branch", branch },
        { kind: "close_pull", number: pull.number },
      ]
    : [];
  const { run } = facts.pipeline;
  const stop: Effect[] = run && run.status !== "completed" ? [{ kind: "cancel_run", run: run.id }] : [];
  return [...stop, ...withdraw, ...close("not_planned")];
}

/** Everything that people see of the state: status comment, checks, label, hand-overs, and the end of the threads. */
export function decideViews(facts: Facts, state: RequestState): Effect[] {
  const { request } = facts;
  const end = decideEnd(facts, state);
  return [
    { kind: "status", number: request.number, body: renderStatus(facts, state) },
    ...decideApprovalsCheck(facts, state),
    ...(facts.config.ok ? [] : [decideConfigCheck(facts)]),
    ...decideReviewers(facts, state),
    ...decideNotes(facts, state),
    ...decideLabels(
      facts,
      state.name,
      end.some((effect) => effect.kind === "close_issue"),
    ),
    ...end,
  ];
}
