import type { ChannelEntry } from "@plugsmith/schemas";
import { suspensionMs } from "@plugsmith/trust";
import { listMissing, listOffering } from "../decisions/decide-channels.ts";
import { decideSigning } from "../decisions/decide-signing.ts";
import type { RequestState } from "../decisions/request-state.ts";
import type { Facts } from "../facts/facts.ts";
import { renderCode } from "./render-code.ts";
import { renderText } from "./render-text.ts";

function renderFailure(facts: Facts): string {
  const { results, run, conflicting } = facts.pipeline;
  if (conflicting)
    return "Two pipeline runs of this very commit made different packages (`not_reproducible`); nobody can approve that. Make the build reproducible and push.";
  const failed = results.find((result) => result.status === "failed" || result.status === "cancelled");
  const where = run ? ` ([run](${run.url}))` : "";
  if (!failed) return `The pipeline ended without a result${where}. Comment \`/forge retry\` to run it again.`;
  const hint = failed.hint ? ` ${renderText(failed.hint)}` : "";
  return `**${failed.step}** failed with \`${failed.code.replace(/[^a-z0-9_]/gu, "")}\`${where}: ${renderText(failed.message)}${hint} Push a correction to the branch, or comment \`/forge retry\`.`;
}

/** Why the publish run failed and what helps. */
export function renderPublishFailure(facts: Facts): string {
  const { run, results, failedAt } = facts.publishing;
  const failed = results.find((result) => result.status === "failed");
  const where = run ? ` ([run](${run.url}))` : "";
  const reason = failed
    ? `**${failed.step}** failed with \`${failed.code.replace(/[^a-z0-9_]/gu, "")}\`: ${renderText(failed.message)}${failed.hint ? ` ${renderText(failed.hint)}` : ""}`
    : failedAt
      ? `The job ${renderCode(failedAt)} failed.`
      : run?.conclusion === "success"
        ? "The run ended, but the registry has no entry of it."
        : "The run failed.";
  return `${reason}${where} Nothing is half published for good: comment \`/forge retry publish\` and it goes on where it stopped.`;
}

const listNames = (entries: readonly ChannelEntry[]) => entries.map(({ channel }) => renderCode(channel)).join(", ");

function renderMissing(facts: Facts): string {
  const missing = listMissing(facts);
  if (missing.length > 0)
    return ` Not on ${listNames(missing)}: the table says why, \`/forge retry publish\` does only what is missing.`;
  const waiting = facts.ledger?.channels.filter(({ state }) => state === "handed_over") ?? [];
  return waiting.length === 0 ? "" : ` People go on with ${listNames(waiting)}.`;
}

function renderOffering(facts: Facts): string {
  const left = listOffering(facts);
  return left.length === 0
    ? ""
    : ` Not taken back yet from ${listNames(left)}: \`/forge retry publish\` tries it again where the table shows trouble.`;
}

function renderApproved(facts: Facts): string {
  const unlisted = decideSigning(facts);
  return unlisted
    ? `**Approved, but it cannot be published.** ${renderText(unlisted.message, 600)} ${unlisted.hint} Then an approver or maintainer comments \`/forge publish\`.`
    : "**Approved.** An approver or maintainer comments `/forge publish`.";
}

function renderUpgrade({ upgrade }: RequestState): string {
  if (!upgrade) return "";
  const { pack, from, to } = upgrade;
  return ` There are newer templates (${renderCode(pack)} ${to}; it was made with ${from}): a maintainer comments \`/forge upgrade\`.`;
}

/** One approver alone stops a version for a day. */
function renderEnd({ revocation }: Facts): string {
  const spoken = Date.parse(revocation?.by[0]?.at ?? "");
  if (Number.isNaN(spoken)) return " for 24 hours";
  return ` for 24 hours, until ${new Date(spoken + suspensionMs).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

/** What the request waits for, and who can act: the sentence on top of the status comment. */
export function renderNext(facts: Facts, state: RequestState): string {
  const { quorum, hold } = state;
  if (hold && !["published", "suspended", "revoked", "cancelled"].includes(state.name))
    return `**On hold** by ${renderCode(hold.by)}${hold.reason ? `: ${renderText(hold.reason)}` : "."} Nothing is started, merged or published until \`/forge unhold\`.`;
  switch (state.name) {
    case "invalid":
    case "blocked":
    case "waiting": {
      const { refusal } = state;
      if (!refusal) return "";
      // The whole reply, which is Markdown already.
      if (["request_invalid", "secret_exposed"].includes(refusal.code) && refusal.hint === "") return refusal.message;
      return `${renderText(refusal.message, 600)} ${refusal.hint} <sub>\`${refusal.code}\`</sub>`;
    }
    case "accepted":
      return "**Accepted.** The plugin is being made.";
    case "testing":
      return "**Testing.** The pipeline builds, tests and packages the plugin; nobody needs to do anything.";
    case "failed":
      return `**The pipeline failed.** ${renderFailure(facts)}`;
    case "review":
      return quorum?.blockedBy.length
        ? `**Blocked.** ${quorum.blockedBy.map((blocker) => renderText(blocker.message)).join(" ")}`
        : `**Waits for approvals.** ${quorum ? quorum.required - quorum.count : 0} more of ${quorum?.required}: approvers other than the requester review #${facts.pull?.number} at exactly \`${facts.pull?.headSha.slice(0, 7)}\`.`;
    case "approved":
      return renderApproved(facts);
    case "publishing":
      return "**Publishing.** Rebuilding twice, merging, signing and releasing; nobody needs to do anything.";
    case "publish-failed":
      return `**Publishing failed.** ${renderPublishFailure(facts)}`;
    case "published":
      return `**Published.** Version ${facts.release?.version} is signed, released and in the registry. Benches load it by themselves.${renderMissing(facts)}${renderUpgrade(state)}`;
    case "suspended":
      return `**Suspended.** ${renderText(facts.revocation?.reason ?? "")} Benches stop it${renderEnd(facts)}. A second approver comments \`/forge revoke confirm\` by then to revoke it for good.`;
    case "revoked":
      return `**Revoked** for good. ${renderText(facts.revocation?.reason ?? "")} Benches unload it and never load it again.${renderOffering(facts)}`;
    case "stopped":
      return "**Stopped.** Its pull request was closed. Reopen it to go on, or comment `/forge cancel` to give up the name.";
    case "cancelled":
      return "**Cancelled.** It does not come back when the issue is reopened, because its branch is gone and its name is free for others: open a new issue with the same text to start again.";
  }
}
