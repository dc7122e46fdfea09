import { findRepositoryOf } from "./find-repository.ts";
import type { UserRow } from "./github-store.ts";
import type { InstallationGrant } from "./load-emulate.ts";
import type { Caller } from "./people/identify-caller.ts";
import type { Json, Router } from "./router.ts";
import type { ApiAnswer, World } from "./world.ts";

const everything = Object.fromEntries(
  ["metadata", "contents", "issues", "pull_requests", "checks", "actions", "members", "administration", "statuses"].map(
    (name) => [name, "write"],
  ),
);

/** emulate allows a token 5,000 requests an hour; GitHub's own reads are under no limit. */
const readsPerToken = 4000;

/**
 * Reads for the bodies of events: straight to the routes with the right to see everything, with the edits of resources, but
 * without waiting for the events that are just being made.
 */
export function createSiteReader(routed: Router["fetch"], world: World): (path: string) => Promise<Json> {
  let reads = 0;
  return async (path) => {
    const url = new URL(world.baseUrl + path);
    const generation = Math.floor(reads++ / readsPerToken);
    const { token, caller } = identifySite(world, url.pathname, generation);
    const headers = new Headers({ authorization: `Bearer ${token}` });
    const response = await routed(new Request(url, { headers }));
    if (!response.ok) return undefined;
    const call = { method: "GET", path: url.pathname, url, headers, caller, json: undefined, bytes: undefined };
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
function identifySite({ tokens, gh }: World, path: string, generation: number): { token: string; caller: Caller } {
  const repo = findRepositoryOf(gh, path);
  const grant: InstallationGrant = {
    installationId: 0,
    appId: 0,
    accountId: repo?.owner_id ?? 0,
    accountType: repo?.owner_type ?? "Organization",
    permissions: everything,
    repositoryIds: [],
    repositorySelection: "all",
  };
  const token = `site-${grant.accountType}-${grant.accountId}-${generation}`;
  if (!tokens.has(token)) tokens.set(token, { login: "site", id: 0, scopes: [], installation: grant });
  const user = gh.users.findOneBy("login", "nobody") as UserRow;
  return { token, caller: { kind: "installation", actor: "site", user, grant } };
}
