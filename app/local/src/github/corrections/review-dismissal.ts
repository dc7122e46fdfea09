import { findPull } from "../find-pull.ts";
import type { Correction } from "../world.ts";

/**
 * emulate puts the reason of a dismissal in place of the review's text, and never dismisses on a push; GitHub does that when the
 * protection of the base branch says so, and only then.
 */
export const reviewDismissal: Correction = (world) => {
  const { gh } = world;
  const told = new Set<number>();
  const texts = new WeakMap<object, { id: number; body: string | null }>();
  world.before.push((call) => {
    const found = /\/pulls\/\d+\/reviews\/(\d+)\/dismissals$/.exec(call.path);
    const review = found && gh.reviews.get(Number(found[1]));
    if (review) texts.set(call, { id: review.id, body: review.body });
  });
  world.after.push((call, answer) => {
    const kept = texts.get(call);
    if (!kept || answer.status !== 200) return;
    gh.reviews.update(kept.id, { body: kept.body });
    answer.json.body = kept.body ?? "";
  });
  world.events.push(({ event, action, payload, repo }) => {
    if (event !== "pull_request" || action !== "synchronize" || !repo) return;
    const pull = findPull(gh, repo.id, payload.number);
    const rule = gh.branchProtections.findBy("repo_id", repo.id).find((row) => row.branch_name === pull.base_ref);
    if (!rule?.required_pull_request_reviews?.dismiss_stale_reviews) return;
    const stale = gh.reviews
      .findBy("repo_id", repo.id)
      .filter((row) => row.pull_number === pull.number && row.state === "APPROVED");
    for (const review of stale) gh.reviews.update(review.id, { state: "DISMISSED" });
  });
  world.afterEvent.push(async ({ event, action, payload, repo }) => {
    if (event !== "pull_request" || action !== "synchronize" || !repo) return;
    const path = `/repos/${repo.full_name}/pulls/${payload.number}`;
    for (const review of gh.reviews.findBy("repo_id", repo.id)) {
      if (review.pull_number !== payload.number || review.state !== "DISMISSED" || told.has(review.id)) continue;
      told.add(review.id);
      const body = {
        review: await world.read(`${path}/reviews/${review.id}`),
        pull_request: payload.pull_request,
        repository: payload.repository,
        sender: payload.sender,
      };
      world.emit("pull_request_review", "dismissed", body, repo);
    }
  });
  world.events.push(({ event, action, payload }) => {
    if (event === "pull_request_review" && action === "dismissed") told.add(payload.review.id);
  });
};
