import type { PullFact } from "../facts/facts.ts";
import { getStatus } from "../github/api-request.ts";
import { asId, asRecord } from "../github/decode-value.ts";
import { readPullOfBranch } from "../github/read-pull.ts";
import { applyBranch } from "./apply-branch.ts";
import type { ApplyContext } from "./apply-context.ts";
import { applyReview } from "./apply-review.ts";
import type { OpenPullEffect } from "./effect.ts";

type Context = Pick<ApplyContext, "request" | "repository">;

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

/** The pull request of the request's branch, opened where there is none yet. */
async function openPull(context: Context, effect: OpenPullEffect, headSha: string): Promise<PullFact> {
  try {
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
  } catch (error) {
    if (getStatus(error) !== 422) throw error;
    return { ...(await reusePull(context, effect, error)), headSha };
  }
}

export interface OpenedPull {
  readonly pull: PullFact;
  /** The commit that holds the rendering alone. */
  readonly render: string;
  /** Number of the review with what differs from people's text; null: there was nothing to say. */
  readonly review: number | null;
}

/**
 * One tree, one commit, one branch, one pull request: four requests, and two more with one review where people's text
 * was kept. Called where the log knows of none; branch, pull request and review of an interrupted try are gone on with.
 */
export async function applyOpenPull(
  context: Pick<ApplyContext, "request" | "repository" | "forge">,
  effect: OpenPullEffect,
): Promise<OpenedPull> {
  const { headSha, render } = await applyBranch(context, effect);
  const pull = await openPull(context, effect, headSha);
  const review = effect.review && (await applyReview(context, pull, render, effect.review));
  return { pull, render, review };
}
