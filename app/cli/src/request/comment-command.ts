import type { Outcome } from "../outcome.ts";
import type { VerbCall } from "../run-verb.ts";
import { parseNumber } from "./parse-number.ts";
import { planCommandLine } from "./plan-command-line.ts";
import { type Environment, readConnection } from "./read-connection.ts";

/** `request command`: gives the bot a slash command by a comment, after the bot's own parser has read it. */
export async function commentCommand(
  { args: [written, words], options }: VerbCall,
  environment: Environment = process.env,
): Promise<Outcome> {
  const number = parseNumber(written);
  const line = planCommandLine(words as readonly string[]);
  const { client } = readConnection(options["repository"], environment);
  const comment = await client.comment(number, line);
  return {
    status: "success",
    code: "ok",
    message: `Commented ${line} on #${number}: ${comment.html_url}`,
    facts: { number, command: line, url: comment.html_url },
    text: `Commented ${line} on #${number}: ${comment.html_url}\nThe bot answers there; plugsmith request show ${number} shows the new state.`,
  };
}
