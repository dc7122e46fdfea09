import type { Account } from "../facts/facts.ts";
import { type ApiRequest, getStatus, nameOf, type RepositoryName } from "./api-request.ts";
import { decodeAccount } from "./decode-account.ts";
import { asArray, asId, asRecord, asText } from "./decode-value.ts";

export interface IssueFact {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly open: boolean;
  readonly isPull: boolean;
  readonly locked: boolean;
  readonly author: Account;
  readonly association: string;
  readonly labels: readonly string[];
}

/** An issue of an answer; null when it has no author any more. */
export function decodeIssue(value: unknown): IssueFact | null {
  const issue = asRecord(value);
  const author = decodeAccount(issue["user"]);
  const number = asId(issue["number"]);
  if (!author || number === 0) return null;
  return {
    number,
    title: asText(issue["title"]),
    body: asText(issue["body"]),
    open: issue["state"] === "open",
    isPull: typeof issue["pull_request"] === "object" && issue["pull_request"] !== null,
    locked: issue["locked"] === true,
    author,
    association: asText(issue["author_association"]),
    labels: asArray(issue["labels"]).map((label) => asText(asRecord(label)["name"]) || asText(label)),
  };
}

/** One issue or pull request as an issue; null when it does not exist (any more). One request. */
export async function readIssue(
  request: ApiRequest,
  repository: RepositoryName,
  number: number,
): Promise<IssueFact | null> {
  try {
    const { data } = await request("GET /repos/{owner}/{repo}/issues/{issue_number}", {
      ...nameOf(repository),
      issue_number: number,
    });
    // GitHub leads from an issue that was moved to where it is now: that one is none of this repository's.
    const address = asText(asRecord(data)["repository_url"]).toLowerCase();
    const own = address === "" || address.endsWith(`/repos/${repository.owner}/${repository.repo}`.toLowerCase());
    const issue = decodeIssue(data);
    return own && issue?.number === number ? issue : null;
  } catch (error) {
    const status = getStatus(error);
    if (status === 404 || status === 410) return null;
    throw error;
  }
}
