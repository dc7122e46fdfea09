import { findAccepted, findHold, findLast } from "../facts/derive-records.ts";
import type { Facts } from "../facts/facts.ts";
import type { Upgrade } from "../upgrade/upgrade.ts";
import { dispatchGraceMs } from "./decide-again.ts";
import type { Amendment } from "./decide-amendment.ts";
import { decideHeadQuorum } from "./decide-quorum-facts.ts";
import type { Refusal } from "./decision.ts";
import type { RequestState, StateName } from "./request-state.ts";

/** Was a workflow dispatched for this head whose run cannot be seen yet? */
export function isDispatchPending(facts: Facts, kind: "pipeline_dispatched" | "publish_dispatched"): boolean {
  const head = facts.pull?.headSha;
  const last = findLast(
    facts.records.filter((record) => record.headSha === head),
    kind,
  );
  if (!last) return false;
  const { run } = kind === "pipeline_dispatched" ? facts.pipeline : facts.publishing;
  // GitHub's times have whole seconds.
  if (run && Date.parse(run.createdAt) >= Math.floor(Date.parse(last.at) / 1000) * 1000) return false;
  return Date.parse(facts.now) - Date.parse(last.at) < dispatchGraceMs;
}

/** Does the newest publish dispatch only try out? */
export function isDryRun(facts: Facts): boolean {
  const last = findLast(
    facts.records.filter((record) => record.headSha === facts.pull?.headSha),
    "publish_dispatched",
  );
  return last?.data?.["dryRun"] === true;
}

function derivePublishing(facts: Facts): StateName | null {
  if (isDispatchPending(facts, "publish_dispatched")) return "publishing";
  const { run } = facts.publishing;
  if (!run) return null;
  if (run.status !== "completed") return "publishing";
  if (run.conclusion === "success" && isDryRun(facts)) return null;
  return "publish-failed";
}

function deriveTesting(facts: Facts): StateName | null {
  if (isDispatchPending(facts, "pipeline_dispatched")) return "testing";
  const { run, digest, conflicting } = facts.pipeline;
  if (!run) return "accepted";
  if (run.status !== "completed") return "testing";
  if (run.conclusion !== "success" || digest === null || conflicting) return "failed";
  return null;
}

function deriveName(facts: Facts, reached: boolean): StateName {
  if (facts.release) {
    if (facts.revocation?.state === "revoked" || facts.release.status === "revoked") return "revoked";
    if (facts.revocation?.state === "suspended" || facts.release.status === "suspended") return "suspended";
    return "published";
  }
  if (findLast(facts.records, "request_cancelled")) return "cancelled";
  if (!findAccepted(facts.records)) return "invalid";
  if (!facts.pull) return facts.request.open ? "accepted" : "stopped";
  const publishing = derivePublishing(facts);
  if (publishing) return publishing;
  if (!facts.request.open || (!facts.pull.open && !facts.pull.merged)) return "stopped";
  return deriveTesting(facts) ?? (reached ? "approved" : "review");
}

/** Where the request stands, from facts alone. `intake` says why a request that is not accepted cannot go on. */
export function deriveState(
  facts: Facts,
  intake: { readonly name: StateName; readonly refusal: Refusal } | null = null,
  amendment: Amendment | null = null,
  upgrade: Upgrade | null = null,
): RequestState {
  const quorum = decideHeadQuorum(facts);
  const hold = findHold(facts.records);
  const name = deriveName(facts, quorum?.reached === true);
  return {
    name: name === "invalid" && intake ? intake.name : name,
    accepted: findAccepted(facts.records),
    quorum,
    refusal: name === "invalid" ? (intake?.refusal ?? null) : null,
    hold: hold ? { by: hold.actor?.login ?? "", reason: hold.reason ?? "" } : null,
    amendment,
    upgrade,
  };
}
