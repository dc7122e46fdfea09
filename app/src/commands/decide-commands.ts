import type { AuditRecord } from "@plugsmith/schemas";
import type { NewRecord } from "../audit/audit-store.ts";
import { type Decision, nothing, type Refusal } from "../decisions/decision.ts";
import type { RequestState } from "../decisions/request-state.ts";
import type { Account, CommentFact, Facts } from "../facts/facts.ts";
import { renderCode } from "../render/render-code.ts";
import { renderNote } from "../render/render-note.ts";
import { suggestWord } from "../request/suggest-word.ts";
import type { Command, CommandOutcome } from "./command.ts";
import { refuse } from "./command.ts";
import { maxCommands, parseCommands, type WrittenCommand } from "./parse-commands.ts";
import { isAllowed, renderRoles } from "./permission-matrix.ts";

export interface CommandsInput {
  readonly facts: Facts;
  readonly comment: CommentFact;
  /** Thread of the comment, where the answer goes. */
  readonly thread: number;
  readonly registry: readonly Command[];
  /** The state that commands see; asked again after each one. */
  readonly derive: (facts: Facts) => RequestState;
  /** The comment was edited after it was made: its commands are answered and not run. */
  readonly edited: boolean;
}

export interface CommandsDecision extends Decision {
  readonly acceptedBy: Account | null;
  /** Facts with the new records, for what is decided next. */
  readonly facts: Facts;
}

/** Note key of the one answer to a comment. */
export const answerKey = (commentId: number) => `answer-${commentId}`;

/** Records that are decided but not written yet, as the decisions after them read them. */
export function withRecords(facts: Facts, drafts: readonly NewRecord[]): Facts {
  const pending = drafts.map(
    (draft): AuditRecord => ({ ...draft, schemaVersion: 1, sequence: 1, previous: null, at: facts.now }),
  );
  return pending.length === 0 ? facts : { ...facts, records: [...facts.records, ...pending] };
}

function runCommand(input: CommandsInput, facts: Facts, written: WrittenCommand, actor: Account): CommandOutcome {
  const command = input.registry.find((candidate) => candidate.name === written.name);
  if (!command) {
    const meant = suggestWord(
      written.name,
      input.registry.map((candidate) => candidate.name),
    );
    const hint = `${meant ? `Did you mean \`/forge ${meant}\`? ` : ""}\`/forge help\` lists all.`;
    return refuse("command_unknown", `There is no command ${renderCode(written.name)}.`, hint);
  }
  if (input.edited)
    return refuse("command_invalid", "The comment was edited; no edit counts.", "Write the command in a new comment.");
  if (written.hidden)
    return refuse(
      "command_invalid",
      "The line holds characters that nobody can see, or text that is not NFC.",
      "Type it again by hand.",
    );
  const standing = facts.standings.find((candidate) => candidate.id === actor.id);
  if (!standing || !isAllowed(command.name, standing, facts.request.author.id))
    return refuse(
      "command_not_allowed",
      `You may not use \`/forge ${command.name}\` here.`,
      `Allowed are ${renderRoles(command.name)}.`,
    );
  const state = input.derive(facts);
  return command.run({ facts, state, written, comment: input.comment, actor, standing, registry: input.registry });
}

const renderRefusal = ({ code, message, hint }: Refusal) => `${message} ${hint} <sub>\`${code}\`</sub>`;

function recordRefusal(facts: Facts, actor: Account, comment: number, refusal: Refusal): NewRecord {
  return {
    kind: "command_refused",
    request: facts.request.number,
    actor: { id: actor.id, login: actor.login },
    data: { comment, code: refusal.code },
  };
}

/** Runs the commands of one comment in order and answers all of them in one comment that quotes each. */
export function decideCommands(input: CommandsInput): CommandsDecision {
  const { comment, thread } = input;
  let { facts } = input;
  const actor = comment.author;
  const written = parseCommands(comment.body);
  if (!actor || written.length === 0) return { ...nothing, acceptedBy: null, facts };
  const records: NewRecord[] = [];
  const effects: Decision["effects"][number][] = [];
  const notes: string[] = [];
  const answers: string[] = [];
  let acceptedBy: Account | null = null;
  for (const one of written.slice(0, maxCommands)) {
    const outcome = runCommand(input, facts, one, actor);
    const answer = outcome.kind === "done" ? outcome.reply : renderRefusal(outcome.refusal);
    answers.push(`> ${renderCode(one.line, 200)}\n\n${answer}`);
    const fresh =
      outcome.kind === "refused"
        ? [recordRefusal(facts, actor, comment.id, outcome.refusal)]
        : (outcome.decision?.records ?? []);
    records.push(...fresh);
    facts = withRecords(facts, fresh);
    if (outcome.kind === "refused") notes.push(`/forge ${one.name} refused: ${outcome.refusal.code}`);
    else {
      effects.push(...(outcome.decision?.effects ?? []));
      notes.push(`/forge ${one.name}`, ...(outcome.decision?.notes ?? []));
      if (outcome.accept) acceptedBy = actor;
    }
  }
  if (written.length > maxCommands) answers.push(`Only the first ${maxCommands} commands of a comment are run.`);
  const key = answerKey(comment.id);
  const body = renderNote(key, `@${actor.login}\n\n${answers.join("\n\n")}`);
  return { records, effects: [...effects, { kind: "comment", number: thread, key, body }], notes, acceptedBy, facts };
}
