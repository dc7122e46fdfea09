import type { NewRecord } from "./audit/audit-store.ts";
import { limitRecords } from "./audit/limit-records.ts";
import { decideCommands, withRecords } from "./commands/decide-commands.ts";
import { decideRecordedCommands } from "./commands/decide-recorded-commands.ts";
import { parseCommands } from "./commands/parse-commands.ts";
import { commands } from "./commands/registry.ts";
import { selectComments } from "./commands/select-comments.ts";
import { decideClosing } from "./decisions/decide-closing.ts";
import { decideFolds } from "./decisions/decide-folds.ts";
import { decideOpening, type Opening } from "./decisions/decide-opening.ts";
import { decideProgress, planPush } from "./decisions/decide-progress.ts";
import { decideReviewRecords } from "./decisions/decide-review-records.ts";
import { decideViews } from "./decisions/decide-views.ts";
import { deriveState } from "./decisions/derive-state.ts";
import type { StateName } from "./decisions/request-state.ts";
import type { ApplyContext } from "./effects/apply-context.ts";
import { applyEffects, type FailedEffect } from "./effects/apply-effects.ts";
import { applyOpenPull } from "./effects/apply-open-pull.ts";
import type { Effect, OpenPullEffect } from "./effects/effect.ts";
import type { PluginEngine } from "./engine/plugin-engine.ts";
import type { Account, CommentFact, Facts } from "./facts/facts.ts";
import type { GatherContext } from "./facts/gather-context.ts";
import { noEvidence } from "./facts/gather-evidence.ts";
import { gatherFacts } from "./facts/gather-facts.ts";
import { noPipeline, noPublish } from "./facts/gather-pipeline.ts";
import type { Hint } from "./hints/hint.ts";
import { renderCode } from "./render/render-code.ts";
import { renderNote } from "./render/render-note.ts";
import { renderText } from "./render/render-text.ts";
import { decideUpgrade } from "./upgrade/decide-upgrade.ts";
import { withdrawGone } from "./withdraw-gone.ts";

export interface HandleContext extends GatherContext {
  readonly engine: PluginEngine;
}

export interface HandledRequest {
  readonly request: number;
  readonly state: StateName;
  readonly notes: readonly string[];
  readonly failures: readonly FailedEffect[];
  /** Issues that the forge itself opened, which are requests to go on with. */
  readonly opened: readonly number[];
}

type PlainEffect = Exclude<Effect, OpenPullEffect>;

/** A dispatch that GitHub refused is told to people; everything else is tried again by the next hint. */
function tellFailures(number: number, failures: readonly FailedEffect[]): PlainEffect[] {
  return failures.flatMap(({ effect, error }): PlainEffect[] => {
    if (effect.kind !== "dispatch" || error.code === "rate_limited") return [];
    const key = `dispatch-${effect.workflow}-${effect.inputs["head-sha"] ?? effect.inputs["version"] ?? ""}`;
    const hint =
      error.hint ?? "Is the workflow on the default branch, and may the App run it? `plugsmith doctor` checks it.";
    const text = `${renderCode(effect.workflow)} could not be started: ${renderText(error.message)} ${hint}`;
    return [{ kind: "comment", number, key, body: renderNote(key, text) }];
  });
}

function applyContextOf(
  context: HandleContext,
  facts: Facts,
  thread: number,
  threadComments: readonly CommentFact[],
): ApplyContext {
  const { owner, repo } = facts.repository;
  const comments = new Map([[thread, [...threadComments]]]);
  comments.set(facts.request.number, [...facts.comments]);
  return { request: context.request, repository: { owner, repo }, forge: context.forge, comments, opened: [] };
}

/**
 * Brings one request as far as facts allow: commands, acceptance and pull request, dispatches, then everything people see.
 * What is decided is written to the log in one commit before GitHub is told to run anything. Null: no forge request.
 * Running it again for the same hint changes nothing.
 */
export async function handleRequest(
  context: HandleContext,
  hint: Hint,
  request: number,
): Promise<HandledRequest | null> {
  const { subject } = hint;
  const thread = subject.kind === "comment" || subject.kind === "sweep" ? subject.number : request;
  const select = (comments: readonly CommentFact[]) => selectComments(comments, subject, context.now().toISOString());
  const commenters = (comments: readonly CommentFact[]): Account[] =>
    select(comments).flatMap(({ comment }) => (parseCommands(comment.body).length > 0 ? (comment.author ?? []) : []));
  const gathered = await gatherFacts(context, { request, thread, commenters });
  if (!gathered) return subject.kind === "thread" && subject.gone ? withdrawGone(context, hint, request) : null;
  let { facts } = gathered;
  const apply = applyContextOf(context, facts, thread, gathered.threadComments);
  const selected = select(gathered.threadComments);
  await applyEffects(
    apply,
    selected.map(({ comment }) => ({ kind: "react", commentId: comment.id })),
  );

  const upgrade = decideUpgrade(facts, context.engine);
  const records: NewRecord[] = [];
  const effects: PlainEffect[] = [];
  const notes: string[] = [];
  let acceptedBy: Account | null = null;
  let acceptedIn: number | null = null;
  for (const { comment, edited } of selected) {
    const derive = (seen: Facts) => {
      const { refused, amendment } = decideOpening(seen, context.engine, null);
      return deriveState(seen, describeRefused(refused), amendment, upgrade);
    };
    const input = { facts, comment, thread, registry: commands, derive, edited };
    const decided = decideRecordedCommands(input) ?? decideCommands(input);
    records.push(...decided.records);
    effects.push(...(decided.effects as PlainEffect[]));
    notes.push(...decided.notes);
    ({ facts } = decided);
    if (decided.acceptedBy) [acceptedBy, acceptedIn] = [decided.acceptedBy, comment.id];
  }

  const closing = decideClosing(facts, hint.actor);
  records.push(...closing);
  facts = withRecords(facts, closing);
  const opening = decideOpening(facts, context.engine, acceptedBy, acceptedIn);
  records.push(...opening.records);
  facts = withRecords(facts, opening.records);
  if (opening.open) {
    const { pull, render, review } = await applyOpenPull(apply, opening.open);
    notes.push(`pull request #${pull.number} opened at ${pull.headSha.slice(0, 7)}`);
    const generated: NewRecord = {
      kind: "generated",
      request,
      actor: null,
      headSha: pull.headSha,
      data: { name: opening.open.name, render, conflicts: opening.open.conflicts, ...(review !== null && { review }) },
    };
    records.push(generated);
    facts = withRecords(facts, [generated]);
    // What was known of another head says nothing about this one.
    if (facts.pull?.headSha === pull.headSha) facts = { ...facts, pull };
    else facts = { ...facts, pull, pipeline: noPipeline, publishing: noPublish, evidence: noEvidence };
  }
  const push = subject.kind === "thread" && subject.pushed ? { pull: subject.number, headSha: subject.pushed } : null;
  const pushes = planPush(facts, hint.actor, push);
  facts = withRecords(facts, pushes);
  const reviewed = decideReviewRecords(facts);
  facts = withRecords(facts, reviewed);
  const progress = decideProgress(facts);
  records.push(...pushes, ...reviewed, ...progress.records);
  effects.push(...(progress.effects as PlainEffect[]));
  notes.push(...progress.notes);
  facts = withRecords(facts, progress.records);

  await context.audit.append(limitRecords(records, await context.audit.read(), facts.now), {
    at: facts.now,
    delivery: hint.delivery,
  });
  // Answers come first: whoever reads one finds what it tells under way, and a lost start is made up for.
  const ordered = [
    ...effects.filter((effect) => effect.kind === "comment"),
    ...effects.filter((effect) => effect.kind !== "comment"),
  ];
  const failures = [...(await applyEffects(apply, ordered))];
  const state = deriveState(facts, describeRefused(opening.refused), opening.amendment, upgrade);
  const ours = [...new Set([...gathered.facts.comments, ...gathered.threadComments])];
  const views = [...decideFolds(ours), ...decideViews(facts, state)] as PlainEffect[];
  failures.push(...(await applyEffects(apply, [...tellFailures(request, failures), ...views])));
  return { request, state: state.name, notes, failures, opened: apply.opened ?? [] };
}

/** Why a request that is not accepted cannot go on. */
const describeRefused = (refused: Opening["refused"]) => refused && { name: refused.state, refusal: refused.refusal };
