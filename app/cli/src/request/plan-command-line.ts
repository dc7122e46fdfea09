import { commands, parseCommands } from "@plugsmith/app";
import { ForgeError } from "@plugsmith/schemas";

/**
 * The comment that gives the bot this command, checked with the bot's own parser.
 * @throws ForgeError `command_unknown`, or `command_invalid` when the bot would read something else than was meant
 */
export function planCommandLine(words: readonly string[]): string {
  const name = words[0] ?? "";
  if (!commands.some((command) => command.name === name)) {
    throw new ForgeError("command_unknown", {
      message: "There is no such command.",
      hint: `There are: ${commands.map((command) => command.name).join(", ")}.`,
    });
  }
  const line = ["/forge", name, ...words.slice(1)].join(" ").trim();
  const [read, second] = parseCommands(line);
  if (!read || second || read.problem !== null || read.line !== line) {
    throw new ForgeError("command_invalid", {
      message: read?.problem ?? "The bot would not read this command as it is written.",
      hint: "One line, without quotes of Markdown (`code`), HTML or characters that nobody can see.",
    });
  }
  return line;
}
