import type { PullFact } from "../facts/facts.ts";
import { getStatus } from "../github/api-request.ts";
import { asArray, asId, asRecord, asText } from "../github/decode-value.ts";
import { readPullOfBranch } from "../github/read-pull.ts";
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
  parents: readonly string[],
): Promise<string> {
  const { data } = await request("POST /repos/{owner}/{repo}/git/commits", {
    ...repository,
    message,
    tree,
    parents,
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
  const { tree: tipTree, parents } = asRecord(commit.data);
  if (asText(asRecord(tipTree)["sha"]) === tree) return tip;
  // The base moved on since: without it as a parent, its changes would look like the request's own.
  const onBase = tip === effect.base.sha || asArray(parents).some((one) => asRecord(one)["sha"] === effect.base.sha);
  const sha = await createCommit(context, effect.message, tree, onBase ? [tip] : [tip, effect.base.sha]);
  await request("PATCH /repos/{owner}/{repo}/git/refs/{ref}", { ...repository, ref, sha, force: false });
  return sha;
}

async function createBranch(context: Context, effect: OpenPullEffect): Promise<string> {
  const { request, repository } = context;
  const tree = await createTree(context, effect);
  const sha = await createCommit(context, effect.message, tree, [effect.base.sha]);
  try {
    await request("POST /repos/{owner}/{repo}/git/refs", { ...repository, ref: `refs/heads/${effect.branch}`, sha });
    return sha;
  } catch (error) {
    if (getStatus(error) !== 422) throw error;
    return reuseBranch(context, effect, tree);
  }
}

/** The pull request that an interrupted try opened, brought to what it says now. */
async function reusePull(context: Context, effect: OpenPullEffect, refusal: unknown): Promise<PullFact> {
  const pull = await readPullOfBranch(context.request, context.repository, effect.branch, effect.base.branch);
  if (!pull?.open) throw refusal;
  await context.request("PATCH /repos/{owner}/{repo}/pulls/{pull_number}", {
    ...context.repository,
    pull_number: pull.number,
    title: effect.title,
    body: effect.body,
  });
  return pull;
}

/**
 * One tree, one commit, one branch, one pull request: four requests. Called where the log knows of none; branch and pull
 * request of an interrupted try are gone on with.
 */
export async function applyOpenPull(context: Context, effect: OpenPullEffect): Promise<PullFact> {
  const headSha = await createBranch(context, effect);
  let number: number;
  try {
    const { data } = await context.request("POST /repos/{owner}/{repo}/pulls", {
      ...context.repository,
      title: effect.title,
      body: effect.body,
      head: effect.branch,
      base: effect.base.branch,
      maintainer_can_modify: false,
    });
    number = asId(asRecord(data)["number"]);
  } catch (error) {
    if (getStatus(error) !== 422) throw error;
    return { ...(await reusePull(context, effect, error)), headSha };
  }
  return { number, open: true, merged: false, mergeSha: null, headSha, headRef: effect.branch, labels: [] };
}
