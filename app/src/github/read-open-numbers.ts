import { findRequestMarker } from "../request/find-request-marker.ts";
import type { ApiRequest, RepositoryName } from "./api-request.ts";
import { decodeIssue } from "./read-issue.ts";
import { readPages } from "./read-pages.ts";

/** Open threads that may be forge requests: marked issues, and pull requests that are not the forge's own. */
export async function readOpenNumbers(
  request: ApiRequest,
  repository: RepositoryName,
  forgeLogin: string,
): Promise<number[]> {
  const { owner, repo } = repository;
  const pages = await readPages(request, "GET /repos/{owner}/{repo}/issues", { owner, repo, state: "open" });
  return pages.flatMap((value) => {
    const issue = decodeIssue(value);
    if (!issue?.open || issue.author.login === forgeLogin) return [];
    return issue.isPull || findRequestMarker(issue) ? [issue.number] : [];
  });
}
