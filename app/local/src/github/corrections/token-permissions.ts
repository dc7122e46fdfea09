import { GitHubRefusal } from "../github-refusal.ts";
import { findRule, siteRules } from "../permissions/route-rules.ts";
import type { ApiCall, Correction, InstallationGrant, World } from "../world.ts";

const rank: Record<string, number> = { read: 1, write: 2, admin: 3 };

/**
 * emulate checks the permissions of installation tokens on some routes only, and not on public repositories. Here each route asks
 * for exactly its permission, on public repositories too: what passes here passes for a private repository on github.com.
 */
export const tokenPermissions: Correction = (world) => {
  world.before.push((call) => {
    if (!("grant" in call.caller)) return;
    const inRepository = /^\/repos\/([^/]+)\/([^/]+)(\/.*)?$/.exec(call.path);
    if (inRepository) checkRepository(world, call, call.caller.grant, inRepository);
    else checkSite(call, call.caller.grant);
  });
};

function checkRepository(
  world: World,
  call: ApiCall,
  grant: InstallationGrant,
  [, owner, name, rest = ""]: RegExpExecArray,
): void {
  const repo = world.gh.repos.findOneBy("full_name", `${owner}/${name}`);
  if (!repo) return;
  const reaches =
    repo.owner_id === grant.accountId && (grant.repositorySelection === "all" || grant.repositoryIds.includes(repo.id));
  if (!reaches) throw repo.private ? new GitHubRefusal(404, "Not Found") : refusal();
  const rule = findRule(call.method, rest);
  if (!rule) throw refusal();
  if (rule.permissions.length === 0) return;
  if (
    !rule.permissions.some((permission) => (rank[grant.permissions[permission] ?? ""] ?? 0) >= (rank[rule.level] ?? 0))
  )
    throw refusal();
}

function checkSite(call: ApiCall, grant: InstallationGrant): void {
  const rule = siteRules.find((candidate) => candidate.method === call.method && candidate.path.test(call.path));
  if (!rule || (rule.permissions.length > 0 && !rule.permissions.some((permission) => grant.permissions[permission])))
    throw refusal();
}

const refusal = () => new GitHubRefusal(403, "Resource not accessible by integration");
