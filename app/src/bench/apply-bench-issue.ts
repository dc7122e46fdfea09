import { type ApiRequest, nameOf, type RepositoryName } from "../github/api-request.ts";
import { asId, asRecord } from "../github/decode-value.ts";
import { decodeIssue } from "../github/read-issue.ts";
import { readPages } from "../github/read-pages.ts";
import type { BenchIssue } from "./decide-bench-issue.ts";

export interface BenchIssuePorts {
  readonly request: ApiRequest;
  readonly repository: RepositoryName;
  /** Login of the forge, the only author whose issues count as told. */
  readonly login: string;
}

/** A bench with a broken hub must not bury a repository. */
const mostOpen = 20;
const markerOf = (key: string) => `<!-- plugsmith:bench ${key} -->`;

/** Opens the issue unless one with its key was ever opened; answers its number, null when too many of its kind are open. */
export async function applyBenchIssue(issue: BenchIssue, ports: BenchIssuePorts): Promise<number | null> {
  const { request, repository, login } = ports;
  const name = nameOf(repository);
  const known = (
    await readPages(request, "GET /repos/{owner}/{repo}/issues", { ...name, state: "all", labels: issue.label })
  )
    .flatMap((value) => decodeIssue(value) ?? [])
    .filter(({ author, isPull }) => author.login === login && !isPull);
  const marker = markerOf(issue.key);
  const same = known.find(({ body }) => body.startsWith(marker));
  if (same) return same.number;
  if (known.filter(({ open }) => open).length >= mostOpen) return null;
  const { data } = await request("POST /repos/{owner}/{repo}/issues", {
    ...name,
    title: issue.title,
    body: `${marker}\n${issue.body}`,
    labels: [issue.label],
  });
  return asId(asRecord(data)["number"]);
}
