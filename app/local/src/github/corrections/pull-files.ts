import { addRoute, paginate } from "../add-route.ts";
import { findPull } from "../find-pull.ts";
import { findMergeBase } from "../git/walk-commits.ts";
import type { Correction } from "../world.ts";

/** emulate invents the files of a pull request; here they are those between the merge base and the head. */
export const pullFiles: Correction = (world) => {
  addRoute(world, "get", "/pulls/:number/files", async (call) => {
    const pull = findPull(world.gh, call.repo.id, call.number("number"));
    const base = findMergeBase(world.gh, call.repo.id, pull.base_sha, pull.head_sha) ?? pull.base_sha;
    const compared = await world.read(`/repos/${call.repo.full_name}/compare/${base}...${pull.head_sha}`);
    const url = new URL(`${world.baseUrl}/repos/${call.repo.full_name}/pulls/${pull.number}/files`);
    const { page, headers } = paginate(call, sortByName(compared?.files ?? []), url);
    return Response.json(page, { headers });
  });
  addRoute(world, "get", "/commits/:sha/pulls", (call) => {
    const sha = call.param("sha");
    const pulls = world.gh.pullRequests
      .findBy("repo_id", call.repo.id)
      .filter((row) => row.head_sha === sha || row.merge_commit_sha === sha);
    return Promise.all(pulls.map((pull) => world.read(`/repos/${call.repo.full_name}/pulls/${pull.number}`)));
  });
};

/** git's order: by bytes, not by locale as emulate has it. */
function sortByName(files: { filename: string }[]): { filename: string }[] {
  return [...files].sort((a, b) => Buffer.compare(Buffer.from(a.filename), Buffer.from(b.filename)));
}
