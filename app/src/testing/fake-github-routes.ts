import { asArray, asRecord, asText } from "../github/decode-value.ts";
import { pullRoutes } from "./fake-github-pull-routes.ts";
import { fail, pullOf, type Route, repo, threadOf } from "./fake-github-route.ts";
import {
  blobIdOf,
  type FakeFile,
  type FakeThread,
  findBlob,
  holdBytes,
  moveBranch,
  putCommit,
  putTree,
  timeOf,
} from "./fake-github-state.ts";
import { viewCheck, viewComment, viewIssue, viewRun } from "./fake-github-views.ts";

/** As GitHub does with reactions and requested reviewers. */
const addOnce = (list: string[], ...entries: readonly string[]) => {
  for (const entry of entries) if (!list.includes(entry)) list.push(entry);
};

/** Read routes. */
export const readRoutes: Readonly<Record<string, Route>> = {
  [`GET ${repo}/issues`]: (state, p) =>
    [...state.threads.values()]
      .filter((thread) => p["state"] === "all" || (thread.open ? "open" : "closed") === p["state"])
      .filter((thread) => p["labels"] === undefined || thread.labels.includes(asText(p["labels"])))
      .map((thread) => ({
        ...viewIssue(thread),
        comments: state.comments.filter((comment) => comment.thread === thread.number).length,
      })),
  [`GET ${repo}/issues/{issue_number}`]: (state, p) => viewIssue(threadOf(state, p, "issue_number")),
  [`GET ${repo}/issues/{issue_number}/comments`]: (state, p) =>
    state.comments
      .filter((comment) => comment.thread === p["issue_number"])
      .map((comment) => viewComment(comment, state)),
  ...pullRoutes,
  [`GET ${repo}/contents/{path}`]: (state, p) => {
    const file = state.trees.get(state.commits.get(asText(p["ref"]))?.tree ?? "")?.get(asText(p["path"]));
    return file
      ? { type: "file", size: file.content.length, content: Buffer.from(file.content).toString("base64") }
      : fail(404, "no file");
  },
  [`GET ${repo}/git/ref/{ref}`]: (state, p) => {
    const sha = state.branches.get(asText(p["ref"]).replace("heads/", ""));
    return sha ? { object: { sha } } : fail(404, "no ref");
  },
  [`GET ${repo}/git/commits/{commit_sha}`]: (state, p) => ({
    tree: { sha: state.commits.get(asText(p["commit_sha"]))?.tree },
    parents: (state.commits.get(asText(p["commit_sha"]))?.parents ?? []).map((sha) => ({ sha })),
  }),
  [`GET ${repo}/collaborators/{username}/permission`]: (state, p) => {
    const login = asText(p["username"]);
    const permission = state.permissions.get(login) ?? fail(404, "not a collaborator");
    return { permission, role_name: permission, user: state.people.get(login) };
  },
  "GET /orgs/{org}/teams/{team_slug}/members": (state) => state.team,
  [`GET ${repo}/actions/workflows/{workflow_id}/runs`]: (state, p) => ({
    workflow_runs: state.runs.filter((run) => run.workflow === p["workflow_id"]).map(viewRun),
  }),
  [`GET ${repo}/actions/runs/{run_id}/artifacts`]: (state, p) => {
    const run = state.runs.find((candidate) => candidate.id === p["run_id"]);
    return {
      artifacts: run?.results ? [{ id: run.id, name: "forge-results", size_in_bytes: run.results.length }] : [],
    };
  },
  [`GET ${repo}/actions/artifacts/{artifact_id}/{archive_format}`]: (state, p) =>
    state.runs.find((candidate) => candidate.id === p["artifact_id"])?.results ?? fail(404, "no artifact"),
  [`GET ${repo}/actions/runs/{run_id}/jobs`]: () => ({ jobs: [{ name: "sign", conclusion: "failure", steps: [] }] }),
  [`GET ${repo}/commits/{ref}/check-runs`]: (state, p) => ({
    check_runs: state.checks
      .filter((check) => check.headSha === p["ref"] && check.name === p["check_name"])
      .map(viewCheck),
  }),
};

/** Routes that change something. */
export const writeRoutes: Readonly<Record<string, Route>> = {
  [`POST ${repo}/issues`]: (state, p) => {
    const thread: FakeThread = {
      number: state.threads.size + 1,
      title: asText(p["title"]),
      body: asText(p["body"]),
      open: true,
      reason: null,
      user: state.bot,
      association: "NONE",
      labels: asArray(p["labels"]).map(asText),
      pull: null,
    };
    state.threads.set(thread.number, thread);
    return viewIssue(thread);
  },
  [`POST ${repo}/issues/{issue_number}/comments`]: (state, p) => {
    const { number } = threadOf(state, p, "issue_number");
    const at = timeOf(state);
    const comment = {
      id: state.nextId++,
      thread: number,
      body: asText(p["body"]),
      user: state.bot,
      createdAt: at,
      updatedAt: at,
      reactions: [],
    };
    state.comments.push(comment);
    return viewComment(comment, state);
  },
  [`PATCH ${repo}/issues/comments/{comment_id}`]: (state, p) => {
    const comment = state.comments.find((candidate) => candidate.id === p["comment_id"]) ?? fail(404, "no comment");
    if (comment.user.login !== state.bot.login) fail(403, "not yours");
    Object.assign(comment, { body: p["body"], updatedAt: timeOf(state) });
  },
  [`POST ${repo}/issues/comments/{comment_id}/reactions`]: (state, p) =>
    addOnce(
      (state.comments.find((candidate) => candidate.id === p["comment_id"]) ?? fail(404, "no comment")).reactions,
      asText(p["content"]),
    ),
  [`DELETE ${repo}/issues/comments/{comment_id}`]: (state, p) => {
    const at = state.comments.findIndex((candidate) => candidate.id === p["comment_id"]);
    if (state.comments[at]?.user.login !== state.bot.login) fail(404, "no comment of ours");
    state.comments.splice(at, 1);
  },
  [`PUT ${repo}/issues/{issue_number}/labels`]: (state, p) => {
    threadOf(state, p, "issue_number").labels = asArray(p["labels"]).map(asText);
  },
  [`PATCH ${repo}/issues/{issue_number}`]: (state, p) => {
    Object.assign(threadOf(state, p, "issue_number"), {
      open: p["state"] === "open",
      reason: p["state_reason"] ?? null,
      ...(p["labels"] !== undefined && { labels: asArray(p["labels"]).map(asText) }),
      ...(p["body"] !== undefined && { body: asText(p["body"]) }),
    });
  },
  [`PATCH ${repo}/pulls/{pull_number}`]: (state, p) => {
    const { thread } = pullOf(state, p);
    if (p["state"] !== undefined) thread.open = p["state"] === "open";
    Object.assign(
      thread,
      p["title"] !== undefined && { title: p["title"] },
      p["body"] !== undefined && { body: p["body"] },
    );
  },
  [`POST ${repo}/git/blobs`]: (state, p) => {
    if (p["encoding"] !== "base64") fail(422, "the encoding is not base64");
    const content = holdBytes(asText(p["content"]));
    putTree(state, new Map([["blob", { content, mode: "100644" }]]));
    return { sha: blobIdOf(content) };
  },
  [`POST ${repo}/git/trees`]: (state, p) => {
    const files = new Map<string, FakeFile>(
      state.trees.get(asText(p["base_tree"])) ?? fail(422, "base_tree is no tree"),
    );
    for (const entry of asArray(p["tree"]).map(asRecord)) {
      if (entry["type"] !== "blob") fail(422, "type is missing");
      if (entry["sha"] === null) files.delete(asText(entry["path"]));
      else {
        const { sha, content } = entry;
        if (typeof sha === typeof content) fail(422, "a tree entry has either sha or content");
        const text = typeof sha === "string" ? (findBlob(state, sha) ?? fail(422, "no blob")) : asText(content);
        files.set(asText(entry["path"]), { content: text, mode: asText(entry["mode"]) });
      }
    }
    return { sha: putTree(state, files) };
  },
  [`POST ${repo}/git/commits`]: (state, p) => ({
    sha: putCommit(state, asText(p["tree"]), asArray(p["parents"]).map(asText), asText(p["message"]), state.bot),
  }),
  [`POST ${repo}/git/refs`]: (state, p) => {
    const branch = asText(p["ref"]).replace("refs/heads/", "");
    if (state.branches.has(branch)) fail(422, "Reference already exists");
    state.branches.set(branch, asText(p["sha"]));
  },
  [`PATCH ${repo}/git/refs/{ref}`]: (state, p) =>
    moveBranch(state, asText(p["ref"]).replace("heads/", ""), asText(p["sha"])),
  [`DELETE ${repo}/git/refs/{ref}`]: (state, p) => {
    const branch = asText(p["ref"]).replace("heads/", "");
    if (!state.branches.delete(branch)) fail(422, "Reference does not exist");
    // GitHub closes the pull requests of a branch that is gone.
    for (const thread of state.threads.values()) if (thread.pull?.head === branch) thread.open = false;
  },
  [`POST ${repo}/pulls`]: (state, p) => {
    const head = asText(p["head"]);
    const headSha = state.branches.get(head) ?? fail(422, "no such head");
    const same = [...state.threads.values()].some(
      (thread) => thread.open && thread.pull?.head === head && thread.pull.base === p["base"],
    );
    if (same) fail(422, "A pull request already exists");
    const number = state.threads.size + 1;
    const pull = { head, base: asText(p["base"]), headSha, merged: false, requested: [] };
    state.threads.set(number, {
      number,
      title: asText(p["title"]),
      body: asText(p["body"]),
      open: true,
      reason: null,
      user: state.bot,
      association: "NONE",
      labels: [],
      pull,
    });
    return { number };
  },
  [`POST ${repo}/pulls/{pull_number}/requested_reviewers`]: (state, p) =>
    addOnce(
      pullOf(state, p).pull.requested,
      ...[...asArray(p["reviewers"]), ...asArray(p["team_reviewers"])].map(asText),
    ),
  [`POST ${repo}/actions/workflows/{workflow_id}/dispatches`]: (state, p) => {
    const workflow = asText(p["workflow_id"]);
    const inputs = asRecord(p["inputs"]) as Record<string, string>;
    const title = [
      workflow.replace(".yml", ""),
      ...(workflow === "forge-registry.yml"
        ? [inputs["action"], inputs["name"], inputs["version"]]
        : [inputs["name"], inputs["head-sha"]]),
    ].join(" ");
    const at = timeOf(state);
    state.runs.push({
      id: state.nextId++,
      workflow,
      title,
      inputs,
      status: "queued",
      conclusion: null,
      createdAt: at,
      updatedAt: at,
      results: null,
    });
  },
  [`POST ${repo}/actions/runs/{run_id}/cancel`]: (state, p) => {
    const run = state.runs.find((candidate) => candidate.id === p["run_id"]) ?? fail(404, "no run");
    if (run.status === "completed") fail(409, "Cannot cancel a workflow run that is completed");
    Object.assign(run, { status: "completed", conclusion: "cancelled", updatedAt: timeOf(state) });
  },
  [`POST ${repo}/check-runs`]: (state, p) => {
    state.checks.push({
      id: state.nextId++,
      name: asText(p["name"]),
      headSha: asText(p["head_sha"]),
      status: asText(p["status"]),
      conclusion: asText(p["conclusion"]) || null,
      output: p["output"] as { title: string; summary: string },
    });
  },
  [`PATCH ${repo}/check-runs/{check_run_id}`]: (state, p) => {
    const check = state.checks.find((candidate) => candidate.id === p["check_run_id"]) ?? fail(404, "no check");
    Object.assign(check, { status: p["status"], conclusion: p["conclusion"] ?? null, output: p["output"] });
  },
};
