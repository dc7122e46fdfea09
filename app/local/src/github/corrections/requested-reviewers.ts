import { findPull } from "../find-pull.ts";
import { findRepositoryOf } from "../find-repository.ts";
import { GitHubRefusal } from "../github-refusal.ts";
import type { Correction } from "../world.ts";

/**
 * emulate keeps people among the requested reviewers after they reviewed, says nothing in the event about who was asked, and
 * lets the author be asked.
 */
export const requestedReviewers: Correction = (world) => {
  const { gh } = world;
  const asked = new WeakMap<object, { users: number[]; teams: number[] }>();
  world.before.push((call) => {
    const found = /\/pulls\/(\d+)\/requested_reviewers$/.exec(call.path);
    const repo = findRepositoryOf(gh, call.path);
    if (!found || !repo || call.method !== "POST") return;
    const pull = findPull(gh, repo.id, Number(found[1]));
    asked.set(repo, { users: pull.requested_reviewer_ids, teams: pull.requested_team_ids });
    const author = gh.users.get(pull.user_id)?.login;
    const reviewers: string[] = call.json?.reviewers ?? [];
    if (reviewers.includes(author ?? ""))
      throw new GitHubRefusal(422, "Review cannot be requested from pull request author.");
    const stranger = reviewers.find((login) => !gh.users.findOneBy("login", login));
    if (stranger)
      throw new GitHubRefusal(
        422,
        "Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a collaborator.",
      );
  });
  world.events.push(({ event, action, payload, repo }) => {
    if (!repo) return;
    if (
      event === "pull_request" &&
      action === "review_requested" &&
      !payload.requested_reviewer &&
      !payload.requested_team
    ) {
      const pull = findPull(gh, repo.id, payload.pull_request.number);
      const before = asked.get(repo);
      for (const id of pull.requested_reviewer_ids.filter((user) => !before?.users.includes(user))) {
        const requested_reviewer = payload.pull_request.requested_reviewers.find(
          (user: { id: number }) => user.id === id,
        );
        world.emit(event, action, { ...payload, requested_reviewer }, repo);
      }
      for (const id of pull.requested_team_ids.filter((team) => !before?.teams.includes(team))) {
        const requested_team = payload.pull_request.requested_teams.find((team: { id: number }) => team.id === id);
        world.emit(event, action, { ...payload, requested_team }, repo);
      }
      return false;
    }
    if (event === "pull_request_review" && action === "submitted") {
      const pull = findPull(gh, repo.id, payload.pull_request.number);
      const reviewer = payload.review.user.id;
      const left = pull.requested_reviewer_ids.filter((id) => id !== reviewer);
      const teams = pull.requested_team_ids.filter(
        (id) => !gh.teamMembers.findBy("team_id", id).some((row) => row.user_id === reviewer),
      );
      gh.pullRequests.update(pull.id, { requested_reviewer_ids: left, requested_team_ids: teams });
    }
    return undefined;
  });
};
