import { findAccepted } from "../facts/derive-records.ts";
import { type CommandsDecision, type CommandsInput, decideCommands } from "./decide-commands.ts";

/**
 * The answer to commands whose outcome is in the log already: the process that ran them ended before it could answer. They
 * are judged as they were judged then, told, and not run again. Null: they have not been run.
 */
export function decideRecordedCommands(input: CommandsInput): CommandsDecision | null {
  const { facts, comment } = input;
  const first = facts.records.findIndex((record) => record.data?.["comment"] === comment.id);
  if (first === -1) return null;
  const records = facts.records.slice(0, first);
  // Before it was accepted, a request had no pull request.
  const then = findAccepted(records)
    ? { ...facts, records }
    : { ...facts, records, pull: null, reviews: [], commits: [] };
  const { effects } = decideCommands({ ...input, facts: then });
  const answers = effects.filter((effect) => effect.kind === "comment");
  return { records: [], effects: answers, notes: ["recorded commands answered"], acceptedBy: null, facts };
}
