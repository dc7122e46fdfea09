import { asArray, asId, asRecord } from "../github/decode-value.ts";
import { decodeIssue } from "../github/read-issue.ts";
import { digestOfBody } from "../upgrade/find-upgrade-asker.ts";
import type { ApplyContext } from "./apply-context.ts";

interface OpenIssue {
  readonly title: string;
  readonly body: string;
  readonly labels: readonly string[];
}

/** Opens an issue unless one of ours with this title and text is open. One read and one write; answers its number. */
export async function applyOpenIssue(
  { request, repository, forge }: Pick<ApplyContext, "request" | "repository" | "forge">,
  { title, body, labels }: OpenIssue,
): Promise<number> {
  const { data } = await request("GET /repos/{owner}/{repo}/issues", {
    ...repository,
    state: "open",
    creator: forge.login,
    per_page: 100,
  });
  const known = asArray(data)
    .map(decodeIssue)
    .find(
      (issue) =>
        issue?.author.login === forge.login && issue.title === title && digestOfBody(issue.body) === digestOfBody(body),
    );
  if (known) return known.number;
  const made = await request("POST /repos/{owner}/{repo}/issues", { ...repository, title, body, labels });
  return asId(asRecord(made.data)["number"]);
}
