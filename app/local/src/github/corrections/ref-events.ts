import { findRepositoryOf } from "../find-repository.ts";
import { assertRefName } from "../git/assert-ref-name.ts";
import { zeroSha } from "../git/build-ref-events.ts";
import { findRef } from "../git/move-ref.ts";
import { isAncestor } from "../git/walk-commits.ts";
import { GitHubRefusal } from "../github-refusal.ts";
import type { Correction } from "../world.ts";

/**
 * emulate announces a new branch under its full ref and without a push, a deleted one not at all, sends pushes without head_commit,
 * and takes any text for a ref.
 */
export const refEvents: Correction = (world) => {
  const { gh } = world;
  world.events.push(({ event, payload, repo }) => {
    const fromEmulate = payload.pusher === undefined && payload.pusher_type === undefined;
    if (!repo || !fromEmulate || (event !== "push" && event !== "create")) return;
    const sender = gh.users.findOneBy("login", payload.sender.login);
    if (!sender) return;
    const before = event === "create" ? zeroSha : payload.before;
    const after = event === "create" ? findRef(world, repo, payload.ref) : payload.after;
    const forced = before !== zeroSha && !isAncestor(gh, repo.id, before, after);
    world.announce({ repo, ref: payload.ref, before, after, forced, sender });
    return false;
  });

  const deleted = new WeakMap<object, { ref: string; before: string }>();
  world.before.push((call) => {
    const repo = findRepositoryOf(gh, call.path);
    const named = /^\/repos\/[^/]+\/[^/]+\/git\/refs(?:\/(.+))?$/.exec(call.path);
    if (!repo || !named || call.method === "GET") return;
    if (call.method === "POST" && typeof call.json?.ref === "string") {
      const ref: string = call.json.ref;
      assertRefName(ref);
      const inTheWay = gh.refs
        .findBy("repo_id", repo.id)
        .some((row) => row.ref.startsWith(`${ref}/`) || ref.startsWith(`${row.ref}/`));
      if (inTheWay) throw new GitHubRefusal(422, "Reference cannot be created: another one is a folder of it.");
    }
    if (call.method === "DELETE" && named[1]) {
      const ref = `refs/${decodeURIComponent(named[1])}`;
      const before = findRef(world, repo, ref);
      if (before) deleted.set(call, { ref, before });
    }
  });
  world.after.push(async (call, answer) => {
    const gone = deleted.get(call);
    const repo = findRepositoryOf(gh, call.path);
    if (!gone || !repo || answer.status !== 204 || !("user" in call.caller)) return;
    world.announce({
      repo,
      ref: gone.ref,
      before: gone.before,
      after: zeroSha,
      forced: false,
      sender: call.caller.user,
    });
    await world.settled();
  });
};
