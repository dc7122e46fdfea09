import type { CommitFact, CommitPerson, ReviewFact } from "@plugsmith/trust";
import type { PullFact } from "../facts/facts.ts";
import { type ApiRequest, nameOf, type RepositoryName } from "./api-request.ts";
import { decodeAccount } from "./decode-account.ts";
import { asArray, asId, asRecord, asText, asTextOrNull } from "./decode-value.ts";
import { readPages } from "./read-pages.ts";

function decodePull(value: unknown): PullFact {
  const pull = asRecord(value);
  const head = asRecord(pull["head"]);
  const merged = typeof pull["merged_at"] === "string";
  return {
    number: asId(pull["number"]),
    open: pull["state"] === "open",
    merged,
    mergeSha: merged ? asTextOrNull(pull["merge_commit_sha"]) : null,
    headSha: asText(head["sha"]),
    headRef: asText(head["ref"]),
    locked: pull["locked"] === true,
    labels: asArray(pull["labels"]).map((label) => asText(asRecord(label)["name"])),
  };
}

/** The newest pull request from a branch of this repository into `base`, whatever its state; null: none. One request. */
export async function readPullOfBranch(
  request: ApiRequest,
  repository: RepositoryName,
  branch: string,
  base: string,
): Promise<PullFact | null> {
  const { data } = await request("GET /repos/{owner}/{repo}/pulls", {
    ...nameOf(repository),
    head: `${repository.owner}:${branch}`,
    base,
    state: "all",
    sort: "created",
    direction: "desc",
    per_page: 10,
  });
  // The filter is GitHub's; a stand-in that ignores it must not give us somebody else's pull request.
  const own = asArray(data).filter((value) => {
    const head = asRecord(asRecord(value)["head"]);
    const from = asText(asRecord(head["repo"])["full_name"]).toLowerCase();
    return (
      asRecord(asRecord(value)["base"])["ref"] === base &&
      head["ref"] === branch &&
      from === `${repository.owner}/${repository.repo}`.toLowerCase()
    );
  });
  const pulls = own.map(decodePull).sort((a, b) => b.number - a.number);
  return pulls.find((pull) => pull.open) ?? pulls[0] ?? null;
}

/** All reviews of a pull request, oldest first, as the quorum rule reads them. */
export async function readReviews(
  request: ApiRequest,
  repository: RepositoryName,
  pull: number,
): Promise<ReviewFact[]> {
  const route = "GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews";
  const entries = await readPages(request, route, { ...nameOf(repository), pull_number: pull }, { maxPages: 30 });
  return entries.map((value) => {
    const review = asRecord(value);
    const user = decodeAccount(review["user"]);
    return {
      id: asId(review["id"]),
      // Who is not said to be a person is none.
      user: user && { ...user, type: asText(asRecord(review["user"])["type"]) },
      state: asText(review["state"]).toUpperCase(),
      commitId: asTextOrNull(review["commit_id"]),
      submittedAt: asTextOrNull(review["submitted_at"]),
      body: asText(review["body"]),
    };
  });
}

function decodePerson(account: unknown, named: unknown): CommitPerson {
  const linked = decodeAccount(account);
  const person = asRecord(named);
  return {
    name: asText(person["name"]),
    email: asText(person["email"]),
    account: linked && { id: linked.id, login: linked.login },
  };
}

/** Who wrote and committed the commits of a pull request. */
export async function readCommits(
  request: ApiRequest,
  repository: RepositoryName,
  pull: number,
): Promise<CommitFact[]> {
  const route = "GET /repos/{owner}/{repo}/pulls/{pull_number}/commits";
  return (await readPages(request, route, { ...nameOf(repository), pull_number: pull })).map((value) => {
    const entry = asRecord(value);
    const commit = asRecord(entry["commit"]);
    return {
      author: decodePerson(entry["author"], commit["author"]),
      committer: decodePerson(entry["committer"], commit["committer"]),
      message: asText(commit["message"]),
    };
  });
}
