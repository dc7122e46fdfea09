import type { GitHubStore, RepoRow } from "../github-store.ts";
import type { Role } from "../local-github.ts";

const ranks: Role[] = ["none", "read", "triage", "write", "maintain", "admin"];
const storedNames: Record<string, Role> = {
  pull: "read",
  read: "read",
  triage: "triage",
  push: "write",
  write: "write",
  maintain: "maintain",
  admin: "admin",
};

/** The highest role that a user has in a repository, as GitHub computes it: owner, base permission, teams, collaborator, public. */
export function decideRole(gh: GitHubStore, userId: number, repo: RepoRow): Role {
  if (repo.owner_type === "User" && repo.owner_id === userId) return "admin";
  const roles: Role[] = [repo.private ? "none" : "read"];
  for (const row of gh.collaborators.findBy("repo_id", repo.id)) {
    if (row.user_id === userId) roles.push(storedNames[row.permission] ?? "none");
  }
  if (repo.owner_type === "Organization") roles.push(...organisationRoles(gh, userId, repo));
  return roles.reduce((best, role) => (ranks.indexOf(role) > ranks.indexOf(best) ? role : best));
}

/** True when `role` is at least `wanted`. */
export function roleAtLeast(role: Role, wanted: Role): boolean {
  return ranks.indexOf(role) >= ranks.indexOf(wanted);
}

function organisationRoles(gh: GitHubStore, userId: number, repo: RepoRow): Role[] {
  const roles: Role[] = [];
  for (const membership of gh.teamMembers.findBy("user_id", userId)) {
    const team = gh.teams.get(membership.team_id);
    if (team?.org_id !== repo.owner_id) continue;
    // emulate keeps organisation owners as maintainers of a team named "members".
    if (team.slug === "members" && membership.role === "maintainer") roles.push("admin");
    roles.push(storedNames[gh.orgs.get(repo.owner_id)?.default_repository_permission ?? "none"] ?? "none");
    if (gh.teamRepos.findBy("team_id", team.id).some((link) => link.repo_id === repo.id)) {
      roles.push(storedNames[team.permission] ?? "none");
    }
  }
  return roles;
}
