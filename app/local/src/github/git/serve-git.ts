import { GitHubRefusal } from "../github-refusal.ts";
import type { RepoRow, UserRow } from "../github-store.ts";
import type { Caller } from "../people/identify-caller.ts";
import { decideRole, roleAtLeast } from "../people/repository-role.ts";
import type { World } from "../world.ts";
import { zeroSha } from "./build-ref-events.ts";
import { callBackend } from "./call-backend.ts";
import { findRef, moveRef } from "./move-ref.ts";
import { parsePushCommands } from "./parse-push-commands.ts";
import { readRef } from "./read-ref.ts";
import { isAncestor } from "./walk-commits.ts";

const route = /^\/([^/]+)\/([^/]+?)(?:\.git)?\/(info\/refs|git-upload-pack|git-receive-pack)$/;

/** Answers git smart HTTP (clone, fetch, push) with `git http-backend`, or undefined when the path is another's. */
export function createGitServer(
  world: World,
): (request: Request, caller: Caller, path: string) => Promise<Response> | undefined {
  return (request, caller, path) => {
    const found = route.exec(path);
    if (!found) return undefined;
    return answer(world, request, caller, `${found[1]}/${found[2]}`, found[3] as string);
  };
}

async function answer(
  world: World,
  request: Request,
  caller: Caller,
  fullName: string,
  service: string,
): Promise<Response> {
  const url = new URL(request.url);
  const pushes = service === "git-receive-pack" || url.searchParams.get("service") === "git-receive-pack";
  const repo = world.gh.repos.findOneBy("full_name", fullName);
  const refused = checkAccess(world, repo, caller, pushes);
  if (refused) return refused;
  const body = request.method === "POST" ? Buffer.from(await request.arrayBuffer()) : undefined;
  const run = () => callBackend(world.git.directory(repo as RepoRow), request, url, service, body);
  if (service !== "git-receive-pack") return run();
  const { user } = caller as { user: UserRow };
  const response = await world.exclusively((repo as RepoRow).id, () =>
    receivePush(world, repo as RepoRow, user, body as Buffer, run),
  );
  await world.settled();
  return response;
}

/** git asks again with credentials after a 401; a repository that may not be seen is "not found". */
function checkAccess(world: World, repo: RepoRow | undefined, caller: Caller, pushes: boolean): Response | undefined {
  const askAgain = () =>
    new Response("Authentication required", { status: 401, headers: { "www-authenticate": 'Basic realm="GitHub"' } });
  if (caller.kind === "unknown") return askAgain();
  if ("grant" in caller) {
    const { permissions, repositoryIds, repositorySelection, accountId } = caller.grant;
    const reaches =
      repo && repo.owner_id === accountId && (repositorySelection === "all" || repositoryIds.includes(repo.id));
    const level = permissions["contents"];
    if (!reaches || (level !== "read" && level !== "write"))
      return new Response("Repository not found.", { status: 404 });
    if (pushes && level !== "write")
      return new Response(`Permission to ${repo.full_name} denied to ${caller.actor}.`, { status: 403 });
    return undefined;
  }
  if (caller.kind !== "person") {
    if (!repo || repo.private || pushes) return askAgain();
    return undefined;
  }
  const role = repo ? decideRole(world.gh, caller.user.id, repo) : "none";
  if (!repo || !roleAtLeast(role, "read")) return new Response("Repository not found.", { status: 404 });
  if (pushes && !roleAtLeast(role, "write")) {
    return new Response(`Permission to ${repo.full_name} denied to ${caller.actor}.`, { status: 403 });
  }
  return undefined;
}

/** Lets git take the push, then brings what arrived into the store and tells everybody. */
async function receivePush(
  world: World,
  repo: RepoRow,
  sender: UserRow,
  body: Buffer,
  run: () => Promise<Response>,
): Promise<Response> {
  const commands = parsePushCommands(body);
  for (const command of commands) checkProtection(world, repo, command.ref, command.after);
  const response = await run();
  const directory = world.git.directory(repo);
  for (const { ref, before, after } of commands) {
    if (readRef(directory, ref) !== (after === zeroSha ? undefined : after)) continue;
    if (after !== zeroSha) world.git.importObject(repo, after);
    if (findRef(world, repo, ref) === after) continue;
    const forced = before !== zeroSha && after !== zeroSha && !isAncestor(world.gh, repo.id, before, after);
    moveRef(world, repo, ref, after === zeroSha ? undefined : after, sender, forced);
  }
  return response;
}

function checkProtection(world: World, repo: RepoRow, ref: string, after: string): void {
  const branch = ref.replace(/^refs\/heads\//, "");
  const rule = world.gh.branchProtections.findBy("repo_id", repo.id).find((row) => row.branch_name === branch);
  if (rule?.required_pull_request_reviews && after !== zeroSha) {
    throw new GitHubRefusal(
      403,
      `Protected branch update failed for ${ref}: changes must be made through a pull request.`,
    );
  }
}
