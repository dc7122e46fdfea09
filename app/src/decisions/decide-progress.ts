import type { NewRecord } from "../audit/audit-store.ts";
import { findHold, findLast } from "../facts/derive-records.ts";
import type { Account, Facts } from "../facts/facts.ts";
import { decideRevocationAgain, findLostDispatch, findLostPublish } from "./decide-again.ts";
import { decideHeadQuorum } from "./decide-quorum-facts.ts";
import { decideSigning } from "./decide-signing.ts";
import { type Decision, nothing } from "./decision.ts";
import { deriveState } from "./derive-state.ts";
import type { RequestState } from "./request-state.ts";

/** Record and effect that start the pipeline for the pull request's head. */
export function planPipeline(
  facts: Facts,
  actor: Account | null,
  options: { from?: string; comment?: number; again?: boolean } = {},
): Decision {
  const accepted = findLast(facts.records, "request_accepted")?.accepted;
  if (!facts.pull || !accepted) return nothing;
  const { headSha } = facts.pull;
  const record: NewRecord = {
    kind: "pipeline_dispatched",
    request: facts.request.number,
    actor: actor && { id: actor.id, login: actor.login },
    headSha,
    ...(Object.keys(options).length > 0 && { data: { ...options } }),
  };
  const inputs = {
    name: accepted.name,
    "head-sha": headSha,
    request: String(facts.request.number),
    from: options.from ?? "build",
  };
  const effect = {
    kind: "dispatch",
    workflow: "forge-pipeline.yml",
    ref: facts.repository.defaultBranch,
    inputs,
  } as const;
  return { records: [record], effects: [effect], notes: [`pipeline of ${headSha.slice(0, 7)} dispatched`] };
}

/** Record and effect that start publishing what the quorum approved; nothing without one, or on hold, whoever asks. */
export function planPublish(
  facts: Facts,
  actor: Account | null,
  options: { dryRun: boolean; comment?: number; again?: boolean },
): Decision {
  const accepted = findLast(facts.records, "request_accepted")?.accepted;
  const { digest } = facts.pipeline;
  if (!facts.pull || !accepted || !digest) return nothing;
  if (!decideHeadQuorum(facts)?.reached || findHold(facts.records)) return nothing;
  const { headSha, number } = facts.pull;
  const record: NewRecord = {
    kind: "publish_dispatched",
    request: facts.request.number,
    actor: actor && { id: actor.id, login: actor.login },
    headSha,
    digest,
    data: { ...options },
  };
  const inputs = {
    name: accepted.name,
    "head-sha": headSha,
    digest,
    "pull-request": String(number),
    "dry-run": String(options.dryRun),
  };
  const ref = facts.repository.defaultBranch;
  // After a merge the pull request's head is history and cannot move.
  const expectHead = facts.pull.merged ? {} : { expectHead: { pull: number, sha: headSha } };
  const effect = { kind: "dispatch", workflow: "forge-publish.yml", ref, inputs, ...expectHead } as const;
  return { records: [record], effects: [effect], notes: [`publish of ${headSha.slice(0, 7)} dispatched`] };
}

const hasRecord = (facts: Facts, kind: NewRecord["kind"]) =>
  facts.records.some((record) => record.kind === kind && record.headSha === facts.pull?.headSha);

/** What was started by a process that ended before GitHub heard of it is started again. */
function decideLost(facts: Facts, state: RequestState): Decision {
  const stopped = !state.hold && (state.name === "accepted" || state.name === "failed");
  const lostPipeline = stopped ? findLostDispatch(facts, "pipeline_dispatched") : null;
  if (lostPipeline) {
    const from = lostPipeline.data?.["from"];
    return planPipeline(facts, null, { again: true, ...(typeof from === "string" && { from }) });
  }
  const publishable = state.name === "approved" || state.name === "publish-failed";
  const lostPublish = publishable && state.quorum?.reached && !state.hold ? findLostPublish(facts) : null;
  if (lostPublish) return planPublish(facts, null, { again: true, dryRun: lostPublish.data?.["dryRun"] === true });
  return decideRevocationAgain(facts);
}

/** What goes on by itself: a head without a pipeline gets one; an approved one is published where the configuration says so. */
export function decideProgress(facts: Facts): Decision {
  const state = deriveState(facts);
  if (state.name === "accepted" && facts.pull && !state.hold && !hasRecord(facts, "pipeline_dispatched"))
    return planPipeline(facts, null);
  const automatic = facts.config.ok && facts.config.value.publish?.automatic === true;
  const tried = hasRecord(facts, "publish_dispatched");
  if (state.name === "approved" && automatic && !state.hold && !tried && decideSigning(facts) === null)
    return planPublish(facts, null, { dryRun: false });
  if (state.name === "published" && !findLast(facts.records, "published") && facts.release) {
    const { headSha, digest, version } = facts.release;
    const record: NewRecord = {
      kind: "published",
      request: facts.request.number,
      actor: null,
      headSha,
      digest,
      data: { version },
    };
    return { records: [record], effects: [], notes: [`${version} is published`] };
  }
  return decideLost(facts, state);
}

/**
 * The record of who pushed to the request's pull request: GitHub's API does not tell it later, and whoever pushed may not
 * approve. Each push once.
 */
export function planPush(
  facts: Facts,
  actor: Account | null,
  push: { pull: number; headSha: string } | null,
): NewRecord[] {
  if (!push || actor?.type !== "User" || facts.pull?.number !== push.pull || !/^[0-9a-f]{40}$/u.test(push.headSha))
    return [];
  const known = facts.records.some(
    (record) => record.kind === "head_pushed" && record.headSha === push.headSha && record.actor?.id === actor.id,
  );
  const person = { id: actor.id, login: actor.login };
  return known ? [] : [{ kind: "head_pushed", request: facts.request.number, actor: person, headSha: push.headSha }];
}
