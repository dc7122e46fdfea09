import { ForgeError } from "@plugsmith/schemas";
import type { GitHubStore, RepoRow } from "../github-store.ts";
import type { Role } from "../local-github.ts";

const stored: Partial<Record<Role, string>> = { read: "pull", write: "push" };

/** Makes a person a collaborator with that role, or takes the collaboration away. */
export function setRole(gh: GitHubStore, repo: RepoRow, login: string, role: Role): void {
  const user = gh.users.findOneBy("login", login);
  if (!user)
    throw new ForgeError("wrong_usage", {
      message: `The local GitHub has nobody called ${login}.`,
      hint: "Name the person in `people` or `outsiders`.",
    });
  const row = gh.collaborators.findBy("repo_id", repo.id).find((candidate) => candidate.user_id === user.id);
  if (role === "none") {
    if (row) gh.collaborators.delete(row.id);
    return;
  }
  const permission = stored[role] ?? role;
  if (row) gh.collaborators.update(row.id, { permission });
  else gh.collaborators.insert({ repo_id: repo.id, user_id: user.id, permission });
}
