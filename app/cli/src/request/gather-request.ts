import type { IssueSummary, PullSummary } from "../forge/person-client.ts";
import type { TokenClient } from "./read-connection.ts";

/** A request and the pull request that the bot made for it. */
export interface RequestOnGitHub {
  readonly number: number;
  readonly pull: PullSummary | undefined;
  readonly issue: IssueSummary;
}

const forgeBranch = /^forge\/request-([1-9][0-9]{0,8})$/;

/** The request that a number stands for: its own, or that of the bot's pull request. Three requests at most. */
export async function gatherRequest(client: TokenClient, number: number): Promise<RequestOnGitHub> {
  const issue = await client.readIssue(number);
  if (issue.pull_request) {
    const pull = await client.readPull(number);
    const request = Number(forgeBranch.exec(pull.head.ref)?.[1] ?? 0);
    if (request > 0 && client.isOwn(pull)) return { number: request, pull, issue: await client.readIssue(request) };
  }
  // A pull request of somebody else may itself be the request: then the bot's one is found like that of an issue.
  return { number, pull: await client.pullOf(`forge/request-${number}`), issue };
}
