import { GitHubRefusal } from "../github-refusal.ts";
import { decideRole, roleAtLeast } from "../people/repository-role.ts";
import { findRule } from "../permissions/route-rules.ts";
import type { Correction } from "../world.ts";

/** emulate lets anybody write to public repositories, and makes every member of an organisation an administrator. */
export const peopleRoles: Correction = (world) => {
  world.before.push(({ method, path, caller }) => {
    const [, owner, name, rest = ""] = /^\/repos\/([^/]+)\/([^/]+)(\/.*)?$/.exec(path) ?? [];
    const repo = world.gh.repos.findOneBy("full_name", `${owner}/${name}`);
    if (!repo) return;
    if (caller.kind === "none") {
      if (repo.private) throw new GitHubRefusal(404, "Not Found");
      if (method !== "GET") throw new GitHubRefusal(401, "Requires authentication");
    }
    if (caller.kind !== "person" || caller.user.site_admin) return;
    const role = decideRole(world.gh, caller.user.id, repo);
    if (role === "none") throw new GitHubRefusal(404, "Not Found");
    const wanted = findRule(method, rest)?.role ?? (method === "GET" ? "read" : "admin");
    if (!roleAtLeast(role, wanted)) {
      throw new GitHubRefusal(
        403,
        wanted === "admin" ? "Must have admin rights to Repository." : "Must have push access to repository",
      );
    }
  });
};
