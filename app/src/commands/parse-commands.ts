import { parsePlainLines } from "@plugsmith/trust";
import { findHiddenCharacter } from "./find-hidden-character.ts";

/** One line `/forge <name> <rest>` as it was written. */
export interface WrittenCommand {
  /** Printable ASCII. */
  readonly name: string;
  /** What follows the name, without blanks around it. */
  readonly rest: string;
  /** The whole line, for the quotation in the answer. */
  readonly line: string;
  /** Why the line is answered and not run, as a sentence; null: nothing. */
  readonly problem: string | null;
}

/** More commands in one comment are not run. */
export const maxCommands = 5;
/** GitHub's own limit for a comment. */
const maxCharacters = 65_536;
/** Longer lines are answered and not run: a reason or a wish fits, a log does not. */
const maxLine = 2000;
const grammar = /^\/forge(?:[ \t]+(?<name>[!-~]{1,40})(?:[ \t]+(?<rest>\S.*))?)?$/su;

function findProblem(line: string, rest: string): string | null {
  if (line.length > maxLine) return `The line is longer than ${maxLine} characters.`;
  const hidden = findHiddenCharacter(rest);
  if (hidden === null) return null;
  return hidden === "NFC"
    ? "The line holds letters that are put together of several characters (text that is not NFC)."
    : `The line holds a character that nobody can see (${hidden}).`;
}

/**
 * The commands of a new comment, at most `maxCommands + 1` (the last one tells that there were too many). The words are
 * ASCII; a look-alike of `/forge` or of a name is no command at all. Total, and linear in the comment's length.
 */
export function parseCommands(body: string): WrittenCommand[] {
  if (body.length > maxCharacters || !body.includes("/forge")) return [];
  const commands = parsePlainLines(body).flatMap((line): WrittenCommand[] => {
    const groups = grammar.exec(line)?.groups;
    if (!groups) return [];
    const rest = (groups["rest"] ?? "").trim();
    return [{ name: groups["name"] ?? "help", rest, line, problem: findProblem(line, rest) }];
  });
  return commands.slice(0, maxCommands + 1);
}
