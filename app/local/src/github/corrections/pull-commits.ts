import { addRoute, paginate } from "../add-route.ts";
import { findPull } from "../find-pull.ts";
import { findMergeBase } from "../git/walk-commits.ts";
import type { Correction } from "../world.ts";

/** emulate lists a pull request's commits without the accounts of their authors; here each is as `GET /commits/{sha}` has it. */
export const pullCommits: Correction = (world) => {
  addRoute(world, "get", "/pulls/:number/commits", async (call) => {
    const pull = findPull(world.gh, call.repo.id, call.number("number"));
    const at = `/repos/${call.repo.full_name}`;
    const base = findMergeBase(world.gh, call.repo.id, pull.base_sha, pull.head_sha) ?? pull.base_sha;
    const compared = (await world.read(`${at}/compare/${base}...${pull.head_sha}`)) as { commits?: { sha: string }[] };
    const commits = await Promise.all((compared?.commits ?? []).map(({ sha }) => world.read(`${at}/commits/${sha}`)));
    const { page, headers } = paginate(call, commits, new URL(`${world.baseUrl}${at}/pulls/${pull.number}/commits`));
    return Response.json(page, { headers });
  });
};
