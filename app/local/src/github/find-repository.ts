import type { GitHubStore, RepoRow } from "./github-store.ts";

/** The repository that an API path (/repos/owner/name/…) is about. */
export function findRepositoryOf(gh: GitHubStore, path: string): RepoRow | undefined {
  const [, top, owner, name] = path.split("/");
  return top === "repos" ? gh.repos.findOneBy("full_name", `${owner}/${name}`) : undefined;
}
