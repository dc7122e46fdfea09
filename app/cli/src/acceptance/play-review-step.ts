import { cast, type DoorWorld, type Role } from "./open-door-world.ts";
import type { Step } from "./review-sequences.ts";

/** One request on its way through a sequence. */
export interface SequenceState {
  readonly request: number;
  readonly pull: number;
  readonly name: string;
  /** Head when the pull request was opened. */
  readonly firstHead: string;
  readonly lastComment: Map<string, number>;
  readonly lastReview: Map<string, number>;
}

const roleOf = (login: string) => (Object.keys(cast) as Role[]).find((role) => cast[role] === login) ?? "outsider";

async function push(world: DoorWorld, who: string, state: SequenceState, path: string, message: string): Promise<void> {
  const person = world.as(roleOf(who));
  const pull = await person.readPull(state.pull);
  const file = await person.readFile(path, pull.head.ref);
  await person.pushFile(path, pull.head.ref, file.sha, `${file.text}\n`, message);
}

/** Does on GitHub what a step says, as that person. */
export async function playReviewStep(world: DoorWorld, state: SequenceState, step: Step): Promise<void> {
  const [who, does, what = ""] = step;
  const person = world.as(roleOf(who));
  const { owner, repo } = person.repository;
  const call = (route: string, parameters: Record<string, unknown>) =>
    person.request(route, { owner, repo, ...parameters });
  const readme = `plugins/${state.name}/README.md`;
  const review = async (event: string, sha?: string) => {
    const commit = sha ?? (await person.readPull(state.pull)).head.sha;
    const { data } = await call("POST /repos/{owner}/{repo}/pulls/{number}/reviews", {
      number: state.pull,
      commit_id: commit,
      event,
      body: "read it",
    });
    state.lastReview.set(who, (data as { id: number }).id);
  };
  switch (does) {
    case "approves":
      return review("APPROVE");
    case "approves the old head":
      return review("APPROVE", state.firstHead);
    case "requests changes":
      return review("REQUEST_CHANGES");
    case "comments":
      return review("COMMENT");
    case "pushes":
      return push(world, who, state, readme, "Mend the text");
    case "pushes with lin as co-author": {
      const lin = world.github.people[cast.approver2]?.id;
      const trailer = `Co-authored-by: Lin <${lin}+lin@users.noreply.github.com>`;
      return push(world, who, state, readme, `Mend the text\n\n${trailer}`);
    }
    case "pushes outside the plugin":
      return push(world, who, state, ".github/forge.yml", "Loosen the rules");
    case "closes the pull request":
      await call("PATCH /repos/{owner}/{repo}/pulls/{number}", { number: state.pull, state: "closed" });
      return;
    case "retargets":
      await call("PATCH /repos/{owner}/{repo}/pulls/{number}", { number: state.pull, base: "elsewhere" });
      return;
    case "leaves the team":
      await world.as("admin").request("DELETE /orgs/{org}/teams/{slug}/memberships/{who}", {
        org: owner,
        slug: "forge-approvers",
        who,
      });
      return;
    case "dismisses":
      await call("PUT /repos/{owner}/{repo}/pulls/{number}/reviews/{review}/dismissals", {
        number: state.pull,
        review: state.lastReview.get(what),
        message: "not read",
      });
      return;
    case "says":
      state.lastComment.set(who, (await person.comment(state.request, what)).id);
      return;
    case "edits the last comment to":
      await call("PATCH /repos/{owner}/{repo}/issues/comments/{id}", { id: state.lastComment.get(who), body: what });
  }
}
