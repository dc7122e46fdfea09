import { ForgeError } from "@plugsmith/schemas";
import { getStatus } from "../github/api-request.ts";
import { asArray, asRecord, asText } from "../github/decode-value.ts";
import type { ApplyContext } from "./apply-context.ts";
import type { CommitFile, OpenPullEffect } from "./effect.ts";

type Context = Pick<ApplyContext, "request" | "repository">;

export interface AppliedBranch {
  readonly headSha: string;
  /** The commit that holds the rendering alone: the head itself, where people wrote nothing. */
  readonly render: string;
}

/** What a tree's entry holds: text, or the blob of bytes that are none. The same bytes make the same blob each time. */
async function holdContent({ request, repository }: Context, file: CommitFile): Promise<object> {
  if (file.sha !== undefined) return { sha: file.sha };
  if (file.base64 === undefined) return { content: file.content };
  const blob = { ...repository, content: file.base64, encoding: "base64" };
  const { data } = await request("POST /repos/{owner}/{repo}/git/blobs", blob);
  return { sha: asText(asRecord(data)["sha"]) };
}

async function createTree(context: Context, effect: OpenPullEffect, files: readonly CommitFile[]): Promise<string> {
  const { request, repository } = context;
  const entries: object[] = [];
  for (const file of files) {
    const { path, executable } = file;
    const mode = executable ? "100755" : "100644";
    entries.push({ path, mode, type: "blob", ...(await holdContent(context, file)) });
  }
  const kept = new Set(files.map(({ path }) => path));
  const removed = effect.removed
    .filter((path) => !kept.has(path))
    .map((path) => ({ path, mode: "100644", type: "blob", sha: null }));
  const { data } = await request("POST /repos/{owner}/{repo}/git/trees", {
    ...repository,
    base_tree: effect.base.tree,
    tree: [...entries, ...removed],
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

interface Commit {
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly string[];
}

async function readCommit({ request, repository }: Context, sha: string): Promise<Commit> {
  const commit = await request("GET /repos/{owner}/{repo}/git/commits/{commit_sha}", {
    ...repository,
    commit_sha: sha,
  });
  const { tree, parents } = asRecord(commit.data);
  return {
    sha,
    tree: asText(asRecord(tree)["sha"]),
    parents: asArray(parents).map((one) => asText(asRecord(one)["sha"])),
  };
}

async function readTip(context: Context, branch: string): Promise<Commit> {
  const ref = `heads/${branch}`;
  const { data } = await context.request("GET /repos/{owner}/{repo}/git/ref/{ref}", { ...context.repository, ref });
  return readCommit(context, asText(asRecord(asRecord(data)["object"])["sha"]));
}

/** The rendering as a commit of its own, so that git itself knows what the forge wrote and what people did. */
async function createRender(context: Context, effect: OpenPullEffect): Promise<string | null> {
  if (effect.render === null) return null;
  const tree = await createTree(context, effect, effect.render);
  return createCommit(context, effect.message, tree, [effect.base.sha]);
}

/** The rendering's commit in a head that an interrupted try made; null: the head is none of ours. */
async function findRender(context: Context, effect: OpenPullEffect, tip: Commit): Promise<string | null> {
  if (effect.render === null) return tip.sha;
  const [, second] = tip.parents;
  if (second === undefined) return null;
  const [{ tree }, wanted] = [await readCommit(context, second), await createTree(context, effect, effect.render)];
  return tree === wanted ? second : null;
}

const mergeMessage = (message: string) =>
  `chore: keep what people wrote\n\nMerges the new rendering (second parent) into it.\n\n${message.split("\n\n").at(-1) ?? ""}`;

/** The branch is there: kept when it already holds these files, else moved on by one commit. */
async function moveBranch(context: Context, effect: OpenPullEffect, tree: string): Promise<AppliedBranch> {
  const { request, repository } = context;
  const tip = await readTip(context, effect.branch);
  const done = tip.tree === tree ? await findRender(context, effect, tip) : null;
  if (done !== null) return { headSha: tip.sha, render: done };
  if (effect.tip !== null && effect.tip !== tip.sha)
    throw new ForgeError("head_moved", {
      message: "Somebody pushed while the plugin was generated again.",
      hint: "It is generated from the new commit at once.",
    });
  const render = await createRender(context, effect);
  // The base moved on since: without it as an ancestor, its changes would look like the request's own.
  const onBase = render === null && (tip.sha === effect.base.sha || tip.parents.includes(effect.base.sha));
  const second = render ?? (onBase ? null : effect.base.sha);
  const message = render === null ? effect.message : mergeMessage(effect.message);
  const sha = await createCommit(context, message, tree, second === null ? [tip.sha] : [tip.sha, second]);
  await request("PATCH /repos/{owner}/{repo}/git/refs/{ref}", {
    ...repository,
    ref: `heads/${effect.branch}`,
    sha,
    force: false,
  });
  return { headSha: sha, render: render ?? sha };
}

async function createBranch(context: Context, effect: OpenPullEffect, tree: string): Promise<AppliedBranch> {
  const { request, repository } = context;
  const render = await createRender(context, effect);
  const { sha: base } = effect.base;
  const sha =
    render === null
      ? await createCommit(context, effect.message, tree, [base])
      : await createCommit(context, mergeMessage(effect.message), tree, [base, render]);
  await request("POST /repos/{owner}/{repo}/git/refs", { ...repository, ref: `refs/heads/${effect.branch}`, sha });
  return { headSha: sha, render: render ?? sha };
}

/**
 * Brings the request's branch to what the effect says, without force. Where people wrote something, the rendering is a
 * commit of its own and the head merges both, so that blame and history stay theirs.
 * @throws ForgeError `head_moved` when people pushed since the effect was decided.
 */
export async function applyBranch(context: Context, effect: OpenPullEffect): Promise<AppliedBranch> {
  const tree = await createTree(context, effect, effect.files);
  if (effect.tip !== null) return moveBranch(context, effect, tree);
  try {
    return await createBranch(context, effect, tree);
  } catch (error) {
    if (getStatus(error) !== 422) throw error;
    return moveBranch(context, effect, tree);
  }
}
