import { addRoute } from "../add-route.ts";
import { need } from "../github-refusal.ts";
import type { Role } from "../local-github.ts";
import { decideRole } from "../people/repository-role.ts";
import type { Correction } from "../world.ts";

/** The old names: `permission` knows four values, `role_name` all six. */
const permissions: Record<Role, string> = {
  admin: "admin",
  maintain: "write",
  write: "write",
  triage: "read",
  read: "read",
  none: "none",
};

/** emulate calls every member of the organisation an admin, says `push` for `write`, and knows no outsiders. */
export const collaboratorPermission: Correction = (world) => {
  addRoute(world, "get", "/collaborators/:login/permission", async (call) => {
    const user = need(world.gh.users.findOneBy("login", call.param("login")));
    const role = decideRole(world.gh, user.id, call.repo);
    return {
      permission: permissions[role],
      role_name: role,
      user: await world.read(`/users/${encodeURIComponent(user.login)}`),
    };
  });
};
