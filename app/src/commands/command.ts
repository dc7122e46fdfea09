import type { Decision, Refusal } from "../decisions/decision.ts";
import type { RequestState } from "../decisions/request-state.ts";
import type { Account, CommentFact, Facts, StandingFact } from "../facts/facts.ts";
import type { WrittenCommand } from "./parse-commands.ts";

export interface CommandContext {
  readonly facts: Facts;
  readonly state: RequestState;
  readonly written: WrittenCommand;
  readonly comment: CommentFact;
  readonly actor: Account;
  readonly standing: StandingFact;
  /** All commands, for help. */
  readonly registry: readonly Command[];
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
  | "revoke";

/** One slash command. Pure: facts in, outcome out. Permission was checked before `run`. */
export interface Command {
  readonly name: CommandName;
  readonly usage: string;
  readonly summary: string;
  run(context: CommandContext): CommandOutcome;
}

export const done = (reply: string, decision?: Decision): CommandOutcome => ({
  kind: "done",
  reply,
  ...(decision && { decision }),
});
export const refuse = (code: Refusal["code"], message: string, hint: string): CommandOutcome => ({
  kind: "refused",
  refusal: { code, message, hint },
});
