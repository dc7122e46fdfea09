import type {
  FakeCheck,
  FakeComment,
  FakeCommit,
  FakeReview,
  FakeRun,
  FakeState,
  FakeThread,
} from "./fake-github-state.ts";

/** The fake's state in the shapes of GitHub's REST answers. */
export const viewIssue = (thread: FakeThread) => ({
  number: thread.number,
  title: thread.title,
  body: thread.body,
  state: thread.open ? "open" : "closed",
  state_reason: thread.reason,
  user: thread.user,
  author_association: thread.association,
  labels: thread.labels.map((name) => ({ name })),
  ...(thread.pull && { pull_request: {} }),
});

export const viewPull = (state: FakeState, thread: FakeThread) => ({
  ...viewIssue(thread),
  head: { ref: thread.pull?.head, sha: thread.pull?.headSha, repo: { full_name: `${state.owner}/${state.repo}` } },
  base: { ref: thread.pull?.base },
  merged_at: thread.pull?.merged ? new Date(state.now).toISOString() : null,
  merge_commit_sha: thread.pull?.merged ? state.branches.get(thread.pull.base) : null,
});

export const viewComment = (comment: FakeComment, state: FakeState) => ({
  id: comment.id,
  body: comment.body,
  user: comment.user,
  created_at: comment.createdAt,
  updated_at: comment.updatedAt,
  performed_via_github_app: comment.user.login === state.bot.login ? { id: 1 } : null,
});

export const viewReview = (review: FakeReview) => ({
  id: review.id,
  user: review.user,
  state: review.state,
  commit_id: review.commitId,
  submitted_at: review.submittedAt,
  body: review.body,
});

export const viewCommit = (commit: FakeCommit) => {
  const person = {
    name: commit.author.login,
    email: `${commit.author.id}+${commit.author.login}@users.noreply.github.com`,
  };
  return {
    sha: commit.sha,
    author: commit.author,
    committer: commit.author,
    commit: { message: commit.message, author: person, committer: person },
  };
};

export const viewRun = (run: FakeRun) => ({
  id: run.id,
  event: "workflow_dispatch",
  head_branch: "main",
  path: `.github/workflows/${run.workflow}`,
  name: run.workflow,
  display_title: run.title,
  status: run.status,
  conclusion: run.conclusion,
  html_url: `https://github.example/runs/${run.id}`,
  created_at: run.createdAt,
  updated_at: run.updatedAt,
});

export const viewCheck = (check: FakeCheck) => ({
  id: check.id,
  name: check.name,
  head_sha: check.headSha,
  status: check.status,
  conclusion: check.conclusion,
  output: check.output,
  app: { id: 1 },
});
