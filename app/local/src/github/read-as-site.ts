import { findRepositoryOf } from "./find-repository.ts";
import type { TokenOwner } from "./load-emulate.ts";
import type { Json, Router } from "./router.ts";
import type { ApiAnswer, World } from "./world.ts";

const everything = Object.fromEntries(
  ["metadata", "contents", "issues", "pull_requests", "checks", "actions", "members", "administration", "statuses"].map(
    (name) => [name, "write"],
  ),
);

/**
 * Reads for the bodies of events: straight to the routes with the right to see everything, with the edits of resources, but
 * without waiting for the events that are just being made.
 */
export function createSiteReader(routed: Router["fetch"], world: World): (path: string) => Promise<Json> {
  return async (path) => {
    const url = new URL(world.baseUrl + path);
    const headers = new Headers({ authorization: `Bearer ${siteToken(world, url.pathname)}` });
    const response = await routed(new Request(url, { headers }));
    if (!response.ok) return undefined;
    const call = {
      method: "GET",
      path: url.pathname,
      url,
      headers,
      caller: { kind: "none" as const, actor: "" },
      json: undefined,
      bytes: undefined,
    };
    const answer: ApiAnswer = {
      status: response.status,
      headers: new Headers(),
      json: await response.json(),
      body: null,
    };
    for (const step of world.after) await step(call, answer);
    return answer.json;
  };
}

/** A token for the account that owns the repository; known to this process only. */
function siteToken({ tokens, gh }: World, path: string): string {
  const repo = findRepositoryOf(gh, path);
  const token = `site-${repo?.owner_type}-${repo?.owner_id}`;
  if (!tokens.has(token)) {
    const owner: TokenOwner = { login: "site", id: 0, scopes: [] };
    if (repo) {
      owner.installation = {
        installationId: 0,
        appId: 0,
        accountId: repo.owner_id,
        accountType: repo.owner_type,
        permissions: everything,
        repositoryIds: [],
        repositorySelection: "all",
      };
    }
    tokens.set(token, owner);
  }
  return token;
}
