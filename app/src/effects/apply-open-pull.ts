import type { PullFact } from "../facts/facts.ts";
import { getStatus } from "../github/api-request.ts";
import { asId, asRecord, asText } from "../github/decode-value.ts";
import type { ApplyContext } from "./apply-context.ts";
import type { OpenPullEffect } from "./effect.ts";

type Context = Pick<ApplyContext, "request" | "repository">;

async function createTree({ request, repository }: Context, effect: OpenPullEffect): Promise<string> {
  const files = effect.files.map((file) => ({
    path: file.path,
    mode: file.executable ? "100755" : "100644",
    type: "blob",
    content: file.content,
  }));
  const removed = effect.removed.map((path) => ({ path, mode: "100644", type: "blob", sha: null }));
  const { data } = await request("POST /repos/{owner}/{repo}/git/trees", {
    ...repository,
    base_tree: effect.base.tree,
    tree: [...files, ...removed],
  });
  return asText(asRecord(data)["sha"]);
}

async function createCommit(
  { request, repository }: Context,
  message: string,
  tree: string,
  parent: string,
): Promise<string> {
  const { data } = await request("POST /repos/{owner}/{repo}/git/commits", {
    ...repository,
    message,
    tree,
    parents: [parent],
  });
  return asText(asRecord(data)["sha"]);
}

/** The branch is there from an earlier try: kept when it already holds these files, else moved on by one commit. */
async function reuseBranch(context: Context, effect: OpenPullEffect, tree: string): Promise<string> {
  const { request, repository } = context;
  const ref = `heads/${effect.branch}`;
  const { data } = await request("GET /repos/{owner}/{repo}/git/ref/{ref}", { ...repository, ref });
  const tip = asText(asRecord(asRecord(data)["object"])["sha"]);
  const commit = await request("GET /repos/{owner}/{repo}/git/commits/{commit_sha}", {
    ...repository,
    commit_sha: tip,
  });
  if (asText(asRecord(asRecord(commit.data)["tree"])["sha"]) === tree) return tip;
  const sha = await createCommit(context, effect.message, tree, tip);
  await request("PATCH /repos/{owner}/{repo}/git/refs/{ref}", { ...repository, ref, sha, force: false });
  return sha;
}

async function createBranch(context: Context, effect: OpenPullEffect): Promise<string> {
  const { request, repository } = context;
  const tree = await createTree(context, effect);
  const sha = await createCommit(context, effect.message, tree, effect.base.sha);
  try {
    await request("POST /repos/{owner}/{repo}/git/refs", { ...repository, ref: `refs/heads/${effect.branch}`, sha });
    return sha;
  } catch (error) {
    if (getStatus(error) !== 422) throw error;
    return reuseBranch(context, effect, tree);
  }
}

/**
 * One tree, one commit, one branch, one pull request: four requests. Called only where no pull request was found; a branch
 * of an interrupted try is gone on with.
 */
export async function applyOpenPull(context: Context, effect: OpenPullEffect): Promise<PullFact> {
  const headSha = await createBranch(context, effect);
  const { data } = await context.request("POST /repos/{owner}/{repo}/pulls", {
    ...context.repository,
    title: effect.title,
    body: effect.body,
    head: effect.branch,
    base: effect.base.branch,
    maintainer_can_modify: false,
  });
  const number = asId(asRecord(data)["number"]);
  return { number, open: true, merged: false, mergeSha: null, headSha, headRef: effect.branch, labels: [] };
}
