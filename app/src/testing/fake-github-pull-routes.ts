import { listShownLines } from "@plugsmith/templates";
import { asArray, asText } from "../github/decode-value.ts";
import { fail, type Parameters, pullOf, type Route, repo } from "./fake-github-route.ts";
import {
  compareCommits,
  type FakeFile,
  type FakeReview,
  type FakeReviewComment,
  type FakeState,
  timeOf,
} from "./fake-github-state.ts";
import { viewCommit, viewPull, viewReview } from "./fake-github-views.ts";

/** A page of a list, 30 entries unless asked for more, as GitHub has it. */
function paginate<T>(entries: readonly T[], parameters: Parameters): T[] {
  const size = Math.min(Number(parameters["per_page"] ?? 30), 100);
  const page = Number(parameters["page"] ?? 1);
  return entries.slice((page - 1) * size, page * size);
}

/** Files in which a pull request's head differs from where it left the base. */
function listChanged(state: FakeState, p: Parameters) {
  const { pull } = pullOf(state, p);
  const { mergeBase } = compareCommits(state, state.branches.get(pull.base) ?? "", pull.headSha);
  const [head, base] = [pull.headSha, mergeBase ?? ""].map(
    (sha) => state.trees.get(state.commits.get(sha)?.tree ?? "") ?? new Map<string, FakeFile>(),
  );
  const paths = [...new Set([...(base?.keys() ?? []), ...(head?.keys() ?? [])])].sort();
  return paths.flatMap((filename) => {
    const [before, after] = [base?.get(filename), head?.get(filename)];
    return before?.content === after?.content && before?.mode === after?.mode ? [] : [{ filename, before, after }];
  });
}

/** What is asked of pull requests, and of who moved their branches. */
export const pullRoutes: Readonly<Record<string, Route>> = {
  [`GET ${repo}/pulls`]: (state, p) =>
    [...state.threads.values()]
      .filter(
        ({ pull }) =>
          pull && `${state.owner}:${pull.head}` === p["head"] && (p["base"] === undefined || p["base"] === pull.base),
      )
      .map((thread) => viewPull(state, thread)),
  [`GET ${repo}/pulls/{pull_number}`]: (state, p) => viewPull(state, pullOf(state, p).thread),
  [`GET ${repo}/pulls/{pull_number}/files`]: (state, p) =>
    paginate(
      listChanged(state, p).map(({ filename, before, after }) => {
        return { filename, status: before === undefined ? "added" : after === undefined ? "removed" : "modified" };
      }),
      p,
    ),
  [`POST ${repo}/pulls/{pull_number}/reviews`]: (state, p) => {
    const comments = asArray(p["comments"]) as readonly FakeReviewComment[];
    if (p["event"] !== "COMMENT" || asText(p["body"]) === "") fail(422, "a review of ours only comments, with words");
    for (const { path, line, start_line: start } of comments) {
      const changed =
        listChanged(state, p).find(({ filename }) => filename === path) ?? fail(422, "Path could not be resolved");
      const [before, after] = [changed.before?.content ?? "", changed.after?.content ?? ""];
      const shown = listShownLines(before, after).some(({ first, last }) => first <= (start ?? line) && line <= last);
      if (!shown || (start !== undefined && start >= line)) fail(422, "Line could not be resolved");
    }
    const review: FakeReview = {
      id: state.nextId++,
      pull: Number(p["pull_number"]),
      user: state.bot,
      state: "COMMENTED",
      commitId: asText(p["commit_id"]),
      submittedAt: timeOf(state),
      body: asText(p["body"]),
      comments,
    };
    state.reviews.push(review);
    return viewReview(review);
  },
  [`GET ${repo}/pulls/{pull_number}/reviews`]: (state, p) =>
    paginate(state.reviews.filter((review) => review.pull === p["pull_number"]).map(viewReview), p),
  [`GET ${repo}/pulls/{pull_number}/commits`]: (state, p) => {
    const { pull } = pullOf(state, p);
    const { own } = compareCommits(state, state.branches.get(pull.base) ?? "", pull.headSha);
    // GitHub's limit for this list.
    const commits = own.slice(0, 250).flatMap((sha) => state.commits.get(sha) ?? []);
    return paginate(commits.map(viewCommit), p);
  },
  [`GET ${repo}/issues/{issue_number}/events`]: (state, p) =>
    paginate(
      state.events
        .filter((event) => event.pull === p["issue_number"])
        .map(({ event, createdAt }) => ({ event, created_at: createdAt })),
      p,
    ),
  [`GET ${repo}/activity`]: (state, p) =>
    paginate(
      state.activity.filter(({ ref }) => ref === p["ref"]).map(({ type, actor }) => ({ activity_type: type, actor })),
      p,
    ),
};
