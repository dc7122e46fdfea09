import { type Parameters, pullOf, type Route, repo } from "./fake-github-route.ts";
import { compareCommits, type FakeFile } from "./fake-github-state.ts";
import { viewCommit, viewPull, viewReview } from "./fake-github-views.ts";

/** A page of a list, 30 entries unless asked for more, as GitHub has it. */
function paginate<T>(entries: readonly T[], parameters: Parameters): T[] {
  const size = Math.min(Number(parameters["per_page"] ?? 30), 100);
  const page = Number(parameters["page"] ?? 1);
  return entries.slice((page - 1) * size, page * size);
}

/** What is read of pull requests, and of who moved their branches. */
export const pullRoutes: Readonly<Record<string, Route>> = {
  [`GET ${repo}/pulls`]: (state, p) =>
    [...state.threads.values()]
      .filter(
        ({ pull }) =>
          pull && `${state.owner}:${pull.head}` === p["head"] && (p["base"] === undefined || p["base"] === pull.base),
      )
      .map((thread) => viewPull(state, thread)),
  [`GET ${repo}/pulls/{pull_number}`]: (state, p) => viewPull(state, pullOf(state, p).thread),
  [`GET ${repo}/pulls/{pull_number}/files`]: (state, p) => {
    const { pull } = pullOf(state, p);
    const { mergeBase } = compareCommits(state, state.branches.get(pull.base) ?? "", pull.headSha);
    const [head, base] = [pull.headSha, mergeBase ?? ""].map(
      (sha) => state.trees.get(state.commits.get(sha)?.tree ?? "") ?? new Map<string, FakeFile>(),
    );
    const paths = [...new Set([...(base?.keys() ?? []), ...(head?.keys() ?? [])])].sort();
    const files = paths.flatMap((filename) => {
      const [before, after] = [base?.get(filename), head?.get(filename)];
      if (before?.content === after?.content && before?.mode === after?.mode) return [];
      return [{ filename, status: before === undefined ? "added" : after === undefined ? "removed" : "modified" }];
    });
    return paginate(files, p);
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
