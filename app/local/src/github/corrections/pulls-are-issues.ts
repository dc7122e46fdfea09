import { addRoute, paginate, type RouteCall } from "../add-route.ts";
import { findIssue } from "../find-pull.ts";
import { findRepositoryOf } from "../find-repository.ts";
import type { IssueRow, RepoRow } from "../github-store.ts";
import type { Json } from "../router.ts";
import type { Correction, World } from "../world.ts";
import { editResources } from "./resource-edits.ts";

const own = /^(\/repos\/[^/]+\/[^/]+)\/issues\/(\d+)$/;

/**
 * To emulate a pull request is no issue: the issues API does not know its number, lists leave it out, its comments look like those
 * of issues, and its labels raise `issues`. On GitHub every pull request is an issue with the key `pull_request`.
 */
export const pullsAreIssues: Correction = (world) => {
  const { gh } = world;
  const redirected = new WeakSet<object>();
  world.before.push((call) => {
    const found = own.exec(call.path);
    const repo = findRepositoryOf(gh, call.path);
    if (!found || !repo || !findIssue(gh, repo.id, Number(found[2]))?.is_pull_request) return;
    call.url.pathname = `${found[1]}/pulls/${found[2]}`;
    redirected.add(call);
  });
  world.after.push((call, answer) => {
    if (redirected.has(call) && answer.status === 200) answer.json = showPullAsIssue(answer.json);
  });
  addRoute(world, "get", "/issues", (call) => listIssues(world, call));

  editResources(world, "issue", (issue) => {
    const row = gh.issues.get(issue.id);
    const repo = row?.is_pull_request ? gh.repos.get(row.repo_id) : undefined;
    if (row && repo) issue.pull_request = linkPull(`${world.baseUrl}/repos/${repo.full_name}/pulls/${row.number}`);
  });
  world.events.push(async ({ event, action, payload, repo }) => {
    if (event !== "issues" || !repo || !findIssue(gh, repo.id, payload.issue.number)?.is_pull_request) return;
    const pull_request = await world.read(`/repos/${repo.full_name}/pulls/${payload.issue.number}`);
    const { issue, ...rest } = payload;
    world.emit("pull_request", action, { ...rest, number: issue.number, pull_request }, repo);
    return false;
  });
};

function linkPull(url: string): Json {
  return {
    url,
    html_url: url.replace("/repos/", "/").replace("/pulls/", "/pull/"),
    diff_url: null,
    patch_url: null,
    merged_at: null,
  };
}

const onlyPull = [
  "head",
  "base",
  "merged",
  "mergeable",
  "rebaseable",
  "mergeable_state",
  "merged_by",
  "commits",
  "additions",
  "deletions",
  "changed_files",
  "requested_reviewers",
  "requested_teams",
  "merge_commit_sha",
  "auto_merge",
  "maintainer_can_modify",
  "review_comments",
  "_links",
  "commits_url",
  "review_comments_url",
  "review_comment_url",
  "statuses_url",
  "diff_url",
  "patch_url",
  "issue_url",
];

function showPullAsIssue(pull: Json): Json {
  const issue = {
    ...pull,
    url: pull.issue_url,
    pull_request: { ...linkPull(pull.url), merged_at: pull.merged_at },
    state_reason: null,
  };
  for (const key of onlyPull) delete issue[key];
  return issue;
}

async function listIssues(world: World, call: RouteCall): Promise<Response> {
  const { repo } = call;
  const rows = selectIssues(world, call, repo);
  const url = new URL(`${world.baseUrl}/repos/${repo.full_name}/issues`);
  for (const name of ["state", "labels", "creator", "assignee", "since", "sort", "direction", "per_page"]) {
    const value = call.query(name);
    if (value !== undefined) url.searchParams.set(name, value);
  }
  const { page, headers } = paginate(call, rows, url);
  const shown = await Promise.all(
    page.map(async (row) =>
      row.is_pull_request
        ? showPullAsIssue(await world.read(`/repos/${repo.full_name}/pulls/${row.number}`))
        : world.read(`/repos/${repo.full_name}/issues/${row.number}`),
    ),
  );
  return Response.json(shown, { headers });
}

function selectIssues({ gh }: World, call: RouteCall, repo: RepoRow): IssueRow[] {
  const state = call.query("state") ?? "open";
  const [since, creator, assignee] = ["since", "creator", "assignee"].map((name) => call.query(name));
  const labels = (call.query("labels") ?? "").split(",").filter((name) => name !== "");
  const labelIds = labels.map(
    (name) => gh.labels.findBy("repo_id", repo.id).find((label) => label.name === name)?.id ?? 0,
  );
  const idOf = (login: string | undefined) =>
    login === undefined ? undefined : (gh.users.findOneBy("login", login)?.id ?? 0);
  const [creatorId, assigneeId] = [idOf(creator), idOf(assignee)];
  const sort = call.query("sort");
  const key = (row: IssueRow) =>
    sort === "updated" ? row.updated_at : sort === "comments" ? row.comments : row.number;
  const sign = call.query("direction") === "asc" ? 1 : -1;
  return gh.issues
    .findBy("repo_id", repo.id)
    .filter(
      (row) =>
        (state === "all" || row.state === state) &&
        (since === undefined || Date.parse(row.updated_at) >= Date.parse(since)) &&
        (creatorId === undefined || row.user_id === creatorId) &&
        (assigneeId === undefined || row.assignee_ids.includes(assigneeId)) &&
        labelIds.every((id) => row.label_ids.includes(id)),
    )
    .sort((a, b) => (key(a) < key(b) ? -sign : sign));
}
