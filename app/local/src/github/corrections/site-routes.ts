import { addPlainRoute } from "../add-route.ts";
import { GitHubRefusal, need } from "../github-refusal.ts";
import type { Correction } from "../world.ts";

/** Routes outside repositories that emulate has not: users by number, an App's page, and what an installation reaches. */
export const siteRoutes: Correction = (world) => {
  const { gh, router } = world;
  const readUser = (login: string) => world.read(`/users/${encodeURIComponent(login)}`);
  addPlainRoute(router, "get", "/user/:id", ({ req }) => readUser(need(gh.users.get(Number(req.param("id")))).login));
  addPlainRoute(router, "get", "/apps/:slug", ({ req }) => {
    const app = need(gh.apps.findOneBy("slug", req.param("slug")));
    return { id: app.app_id, slug: app.slug, name: app.name, permissions: app.permissions, events: app.events };
  });
  addPlainRoute(router, "get", "/installation/repositories", async () => {
    const caller = world.caller();
    if (!("grant" in caller)) throw new GitHubRefusal(403, "You must authenticate with an installation access token.");
    const { accountId, repositorySelection, repositoryIds } = caller.grant;
    const rows = gh.repos
      .findBy("owner_id", accountId)
      .filter((row) => repositorySelection === "all" || repositoryIds.includes(row.id));
    const repositories = await Promise.all(rows.map((row) => world.read(`/repos/${row.full_name}`)));
    return { total_count: repositories.length, repository_selection: repositorySelection, repositories };
  });
};
