import { parsePlainLines } from "./parse-plain-lines.ts";

/** One line `/forge <name> <rest>` as it was written. */
export interface WrittenCommand {
  readonly name: string;
  /** Text after the name, NFC, without control, bidirectional or invisible characters. */
  readonly rest: string;
  /** The whole line, for the quotation in the answer. */
  readonly line: string;
  /** A character that nobody can see stands in the line: it is answered, never run. */
  readonly hidden: boolean;
}

/** More commands in one comment are not run. */
export const maxCommands = 5;
const maxCharacters = 65_536;
const maxLine = 600;
const grammar = /^\/forge(?:[ \t]+(?<name>[A-Za-z][A-Za-z-]{0,30})(?:[ \t]+(?<rest>\S.*))?)?$/u;
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}]/u;

/**
 * The commands of a new comment, at most `maxCommands + 1` (the last one tells that there were too many). The name is ASCII; a
 * look-alike of `/forge` or of a name is no command at all.
 */
export function parseCommands(body: string): WrittenCommand[] {
  if (body.length > maxCharacters || !body.includes("/forge")) return [];
  const commands = parsePlainLines(body).flatMap((line): WrittenCommand[] => {
    if (line.length > maxLine) return [];
    const groups = grammar.exec(line)?.groups;
    if (!groups) return [];
    const rest = (groups["rest"] ?? "").trim();
    return [
      {
        name: groups["name"] ?? "help",
        rest,
        line,
        hidden: invisible.test(rest.replaceAll("\t", " ")) || rest !== rest.normalize("NFC"),
      },
    ];
  });
  return commands.slice(0, maxCommands + 1);
}

const pair = /^(?<key>[a-z][a-z-]{0,30})=(?<value>[!-~]{1,200})$/u;

/** Words and `key=value` pairs of a rest, ASCII only; null when something else stands there or a key stands twice. */
export function parseArguments(rest: string): { words: string[]; options: ReadonlyMap<string, string> } | null {
  const words: string[] = [];
  const options = new Map<string, string>();
  for (const part of rest.split(/[ \t]+/u).filter(Boolean)) {
    const groups = pair.exec(part)?.groups;
    if (groups) {
      const key = groups["key"] ?? "";
      if (options.has(key)) return null;
      options.set(key, groups["value"] ?? "");
    } else if (/^[a-z][a-z0-9-]{0,30}$/u.test(part)) words.push(part);
    else return null;
  }
  return { words, options };
}
