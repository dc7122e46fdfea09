import { type CommandsDecision, type CommandsInput, decideCommands } from "./decide-commands.ts";

/**
 * The answer to commands whose outcome is in the log already: the process that ran them ended before it could answer. They
 * are judged as they were judged then, told, and not run again. Null: they have not been run.
 */
export function decideRecordedCommands(input: CommandsInput): CommandsDecision | null {
  const { facts, comment } = input;
  const first = facts.records.findIndex((record) => record.data?.["comment"] === comment.id);
  if (first === -1) return null;
  const before = { ...facts, records: facts.records.slice(0, first) };
  const { effects } = decideCommands({ ...input, facts: before });
  const answers = effects.filter((effect) => effect.kind === "comment");
  return { records: [], effects: answers, notes: ["recorded commands answered"], acceptedBy: null, facts };
}
