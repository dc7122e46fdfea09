import type { Decision, Refusal } from "../decisions/decision.ts";
import type { RequestState } from "../decisions/request-state.ts";
import type { Account, CommentFact, Facts } from "../facts/facts.ts";
import type { CommandArguments, CommandGrammar } from "./command-grammar.ts";

export interface CommandContext {
  readonly facts: Facts;
  readonly state: RequestState;
  /** Checked against the command's grammar. */
  readonly written: CommandArguments;
  readonly comment: CommentFact;
  readonly actor: Account;
  /** All commands, for help. */
  readonly registry: readonly Command[];
  /** Why the actor may not use another command, whose work this one would do; null: they may. */
  refuseRole(name: CommandName): CommandOutcome | null;
}

/** What a command does: an answer always, records and effects where it changes something. */
export type CommandOutcome =
  | {
      readonly kind: "done";
      readonly reply: string;
      readonly decision?: Decision;
      /** The request's text was accepted by this person. */
      readonly accept?: boolean;
    }
  | { readonly kind: "refused"; readonly refusal: Refusal };

export type CommandName =
  | "help"
  | "status"
  | "why"
  | "accept"
  | "retry"
  | "cancel"
  | "hold"
  | "unhold"
  | "publish"
  | "revoke"
  | "upgrade"
  | "run"
  | "refine";

/** One slash command. Pure: facts in, outcome out. Permission and grammar were checked before `run`. */
export interface Command {
  readonly name: CommandName;
  readonly summary: string;
  readonly grammar: CommandGrammar;
  /** Arguments that are worth showing. */
  readonly examples: readonly CommandArguments[];
  run(context: CommandContext): CommandOutcome;
}

/** Arguments as the parser would answer them, for examples. */
export const written = (given: Partial<CommandArguments> = {}): CommandArguments => ({
  word: null,
  values: new Map(),
  text: "",
  ...given,
});

/** For commands that stand alone. */
export const alone = { grammar: {}, examples: [] } as const;

export const done = (reply: string, decision?: Decision): CommandOutcome => ({
  kind: "done",
  reply,
  ...(decision && { decision }),
});
export const refuse = (code: Refusal["code"], message: string, hint: string): CommandOutcome => ({
  kind: "refused",
  refusal: { code, message, hint },
});
