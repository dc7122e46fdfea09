import type { Outcome } from "../outcome.ts";
import { readRequest } from "../read-request.ts";
import type { VerbCall } from "../run-verb.ts";
import { decideCheckOutcome } from "./decide-check-outcome.ts";
import { planIssue } from "./plan-issue.ts";
import { type Environment, readConnection } from "./read-connection.ts";

/** `request open`: checks a request as `request check` does, and opens the issue only when the bot would accept it. */
export async function openRequest(
  { args: [file], options }: VerbCall,
  environment: Environment = process.env,
): Promise<Outcome> {
  const checked = await readRequest(String(file));
  if (!checked.result.ok) return decideCheckOutcome(checked);
  const { title, body } = planIssue(checked.result.value);
  const { client, repository } = readConnection(options["repository"], environment);
  const issue = await client.openIssue(title, body);
  return {
    status: "success",
    code: "ok",
    message: `Request #${issue.number} is open: ${issue.html_url}`,
    facts: { number: issue.number, url: issue.html_url, title, repository, request: checked.result.value },
    text: `Request #${issue.number} is open: ${issue.html_url}\nThe bot answers there; plugsmith request show ${issue.number} shows what it says.`,
  };
}
