import type { AuditRecord } from "@plugsmith/schemas";
import type { NewRecord } from "../audit/audit-store.ts";
import { type Decision, nothing, type Refusal } from "../decisions/decision.ts";
import type { RequestState } from "../decisions/request-state.ts";
import type { Account, CommentFact, Facts } from "../facts/facts.ts";
import { renderCode } from "../render/render-code.ts";
import { renderNote } from "../render/render-note.ts";
import { suggestWord } from "../request/suggest-word.ts";
import type { Command, CommandName, CommandOutcome } from "./command.ts";
import { refuse } from "./command.ts";
import { decideRoles, isAllowed } from "./decide-roles.ts";
import { parseArguments } from "./parse-arguments.ts";
import { maxCommands, parseCommands, type WrittenCommand } from "./parse-commands.ts";
import { renderUsage } from "./render-command.ts";
import { renderRoles } from "./render-roles.ts";

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

/** More problems of one line are not listed. */
const maxProblems = 10;

/** Note key of the one answer to a comment. */
export const answerKey = (commentId: number) => `answer-${commentId}`;

/** Records that are decided but not written yet, as the decisions after them read them. */
export function withRecords(facts: Facts, drafts: readonly NewRecord[]): Facts {
  const pending = drafts.map(
    (draft): AuditRecord => ({ ...draft, schemaVersion: 1, sequence: 1, previous: null, at: facts.now }),
  );
  return pending.length === 0 ? facts : { ...facts, records: [...facts.records, ...pending] };
}

/** Why this person may not use the command; null: it is allowed. Asked before anything else is said about the line. */
function refuseRole(input: CommandsInput, facts: Facts, name: CommandName, actor: Account): CommandOutcome | null {
  const standing = facts.standings.find((candidate) => candidate.id === actor.id);
  const locked = input.thread === facts.request.number ? facts.request.locked : facts.pull?.locked;
  const held = decideRoles(standing, { requester: facts.request.author.id, locked: locked === true });
  if (isAllowed(name, held)) return null;
  const who = `Allowed are ${renderRoles(name)}.`;
  if (held.length === 0)
    return refuse(
      "command_not_allowed",
      `GitHub did not say what you may do here, so \`/forge ${name}\` is not run.`,
      `${who} Comment again in a while.`,
    );
  const where = held.includes("blocked") ? (locked ? " in a locked conversation" : ", having no access") : "";
  return refuse("command_not_allowed", `You may not use \`/forge ${name}\` here${where}.`, who);
}

function runCommand(input: CommandsInput, facts: Facts, line: WrittenCommand, actor: Account): CommandOutcome {
  const command = input.registry.find((candidate) => candidate.name === line.name);
  if (!command) {
    const meant = suggestWord(
      line.name,
      input.registry.map((candidate) => candidate.name),
    );
    const hint = `${meant ? `Did you mean \`/forge ${meant}\`? ` : ""}\`/forge help\` lists all.`;
    return refuse("command_unknown", `There is no command ${renderCode(line.name)}.`, hint);
  }
  if (input.edited)
    return refuse("command_invalid", "The comment was edited; no edit counts.", "Write the command in a new comment.");
  const refused = refuseRole(input, facts, command.name, actor);
  if (refused) return refused;
  if (line.problem !== null) return refuse("command_invalid", line.problem, "Type it again in a new comment.");
  const parsed = parseArguments(command.grammar, line.rest);
  if (!parsed.ok) {
    const usage = `Usage: \`${renderUsage(command.name, command.grammar)}\`.`;
    return refuse("command_invalid", parsed.problems.slice(0, maxProblems).join(" "), usage);
  }
  const { comment, registry } = input;
  const state = input.derive(facts);
  const may = (name: CommandName) => refuseRole(input, facts, name, actor);
  return command.run({ facts, state, written: parsed.value, comment, actor, registry, refuseRole: may });
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
