import { renderRoles } from "../commands/render-roles.ts";
import type { RequestState } from "../decisions/request-state.ts";
import { findLast } from "../facts/derive-records.ts";
import type { Facts } from "../facts/facts.ts";
import { renderCode } from "./render-code.ts";

const ended = ["published", "suspended", "revoked", "cancelled"];
/** These reviewers cannot be counted for this request, however often they review. */
const excluded = [
  "requester",
  "pusher",
  "author",
  "committer",
  "co_author",
  "forge",
  "not_approver",
  "not_in_team",
  "bot",
];

/** When the state that the request is in began, as ISO time, from log, runs and registry; null: GitHub does not tell. */
function findSince(facts: Facts, state: RequestState): string | null {
  const at = (...kinds: Parameters<typeof findLast>[1][]) => findLast(facts.records, ...kinds)?.at ?? null;
  if (state.hold && !ended.includes(state.name)) return at("hold");
  switch (state.name) {
    case "invalid":
    case "blocked":
    case "waiting":
      return at("request_refused");
    case "accepted":
      return at("request_accepted");
    case "testing":
      return at("pipeline_dispatched");
    case "failed":
      return facts.pipeline.run?.updatedAt ?? null;
    case "review":
      return facts.pipeline.digestKnownSince;
    case "approved":
      return state.quorum?.counted.map((review) => review.submittedAt).sort()[state.quorum.required - 1] ?? null;
    case "publishing":
      return at("publish_dispatched");
    case "publish-failed":
      return facts.publishing.run?.updatedAt ?? null;
    case "published":
      return facts.release?.publishedAt ?? null;
    case "suspended":
    case "revoked":
      return facts.revocation?.by.at(-1)?.at ?? null;
    case "cancelled":
      return at("request_cancelled");
    case "stopped":
      return null;
  }
}

function listApprovers(facts: Facts, state: RequestState): string {
  const { config } = facts;
  if (!config.ok) return "approvers";
  const { team, users } = config.value.approvers;
  if (team !== undefined) return `members of the team ${renderCode(team)} who are approvers`;
  const without = new Set([
    ...(state.quorum?.counted ?? []).map((review) => review.login),
    ...(state.quorum?.uncounted ?? []).flatMap(({ login, reason }) => (excluded.includes(reason) ? login : [])),
  ]);
  const left = (users ?? []).filter(({ id, login }) => id !== facts.request.author.id && !without.has(login));
  return left.length === 0
    ? "nobody of the approvers who are left"
    : left.map(({ login }) => renderCode(login)).join(", ");
}

/** Who can make the request go on, as words; null: nobody needs to. */
function findUnblockers(facts: Facts, state: RequestState): string | null {
  const requester = renderCode(facts.request.author.login);
  if (state.hold && !ended.includes(state.name)) return renderRoles("unhold");
  const { quorum } = state;
  switch (state.name) {
    case "invalid":
    case "blocked":
      return state.refusal?.code === "config_invalid" ? "maintainers" : requester;
    case "waiting":
      return renderRoles("accept");
    case "failed":
      return `whoever may push to the branch, or (to run it again) ${renderRoles("retry")}`;
    case "review":
      return quorum?.blockedBy.length
        ? [...new Set(quorum.blockedBy.map(({ login }) => renderCode(login || facts.request.author.login)))].join(", ")
        : listApprovers(facts, state);
    case "approved":
      return renderRoles("publish");
    case "publish-failed":
      return renderRoles("retry");
    case "stopped":
      return `${requester} and people with write access`;
    case "suspended":
      return `approvers other than ${(facts.revocation?.by ?? []).map(({ login }) => renderCode(login)).join(", ") || "the first"}`;
    default:
      return null;
  }
}

/** "2 hours", the largest unit that fits. */
function renderSpan(from: string, to: string): string {
  const minutes = Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / 60_000));
  const [count, unit] =
    minutes < 60
      ? [minutes, "minute"]
      : minutes < 2880
        ? [Math.floor(minutes / 60), "hour"]
        : [Math.floor(minutes / 1440), "day"];
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

/** Since when the request waits and who can unblock it, as a list; for an answer, not for the status comment: it tells the hour. */
export function renderWaiting(facts: Facts, state: RequestState): string[] {
  const since = findSince(facts, state);
  const who = findUnblockers(facts, state);
  const stamp = since?.slice(0, 16).replace("T", " ");
  return [
    ...(since ? [`- **Since** ${stamp} UTC (${renderSpan(since, facts.now)})`] : []),
    `- **Who can unblock it:** ${who ?? "nobody needs to do anything"}`,
  ];
}
