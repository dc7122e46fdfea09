import { type ApiRequest, nameOf, type RepositoryName } from "../github/api-request.ts";
import { decodeIssue } from "../github/read-issue.ts";
import { readPages } from "../github/read-pages.ts";
import { decideOutdatedIssue } from "./decide-outdated-issue.ts";
import { outdatedLabel, outdatedMarker, outdatedTitle } from "./render-outdated-issue.ts";

export interface OutdatedPorts {
  readonly request: ApiRequest;
  readonly repository: RepositoryName;
  /** Login of the forge, whose issues alone count. */
  readonly login: string;
}

/**
 * Brings the issue "Plugins behind their packs" to this text; null: closes it. One read, and a write only where something differs.
 * @returns how many issues were written.
 */
export async function applyOutdatedIssue(body: string | null, { request, repository, login }: OutdatedPorts) {
  const name = nameOf(repository);
  const known = (
    await readPages(request, "GET /repos/{owner}/{repo}/issues", { ...name, state: "all", labels: outdatedLabel })
  )
    .flatMap((value) => decodeIssue(value) ?? [])
    .filter((issue) => issue.author.login === login && !issue.isPull && issue.body.startsWith(outdatedMarker));
  const { opened, changed } = decideOutdatedIssue(known, body);
  if (opened !== null)
    await request("POST /repos/{owner}/{repo}/issues", {
      ...name,
      title: outdatedTitle,
      body: opened,
      labels: [outdatedLabel],
    });
  for (const { number, open, body: text } of changed)
    await request("PATCH /repos/{owner}/{repo}/issues/{issue_number}", {
      ...name,
      issue_number: number,
      body: text,
      state: open ? "open" : "closed",
      state_reason: open ? "reopened" : "completed",
    });
  return changed.length + (opened === null ? 0 : 1);
}
