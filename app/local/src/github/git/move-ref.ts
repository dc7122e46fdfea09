import type { RepoRow, UserRow } from "../github-store.ts";
import type { World } from "../world.ts";
import { zeroSha } from "./build-ref-events.ts";

/** Sets a ref in the store (refs and, for a branch, branches) or deletes it (`sha` undefined), and announces the change. */
export function moveRef(
  world: World,
  repo: RepoRow,
  ref: string,
  sha: string | undefined,
  sender: UserRow,
  forced = false,
): void {
  const before = storeRef(world, repo, ref, sha);
  world.announce({ repo, ref, before: before ?? zeroSha, after: sha ?? zeroSha, forced, sender });
}

/** Sets a ref without telling anybody; answers where it was. */
export function storeRef({ gh }: World, repo: RepoRow, ref: string, sha: string | undefined): string | undefined {
  const row = gh.refs.findBy("repo_id", repo.id).find((candidate) => candidate.ref === ref);
  if (sha === undefined) {
    if (row) gh.refs.delete(row.id);
  } else if (row) gh.refs.update(row.id, { sha });
  else gh.refs.insert({ repo_id: repo.id, ref, sha, node_id: Buffer.from(`Ref${repo.id}${ref}`).toString("base64") });

  if (ref.startsWith("refs/heads/")) {
    const name = ref.slice("refs/heads/".length);
    const branch = gh.branches.findBy("repo_id", repo.id).find((candidate) => candidate.name === name);
    if (sha === undefined) {
      if (branch) gh.branches.delete(branch.id);
    } else if (branch) gh.branches.update(branch.id, { sha });
    else gh.branches.insert({ repo_id: repo.id, name, sha, protected: false });
    gh.repos.update(repo.id, { pushed_at: new Date().toISOString() } as object);
  }
  return row?.sha;
}

/** Where a ref points. */
export function findRef({ gh }: World, repo: RepoRow, ref: string): string | undefined {
  return gh.refs.findBy("repo_id", repo.id).find((row) => row.ref === ref)?.sha;
}
