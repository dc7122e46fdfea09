import { ForgeError, toForgeError } from "@plugsmith/schemas";
import { getStatus } from "../github/api-request.ts";
import { asRecord } from "../github/decode-value.ts";
import { applyCheck } from "./apply-check.ts";
import { applyComment, applyStatus } from "./apply-comment.ts";
import type { ApplyContext } from "./apply-context.ts";
import { applyOpenIssue } from "./apply-open-issue.ts";
import type { Effect, OpenPullEffect } from "./effect.ts";

type Plain = Exclude<Effect, OpenPullEffect>;
type Of<K extends Plain["kind"]> = Extract<Plain, { kind: K }>;

async function applyDispatch({ request, repository }: ApplyContext, effect: Of<"dispatch">): Promise<void> {
  if (effect.expectHead) {
    const { pull, sha } = effect.expectHead;
    const { data } = await request("GET /repos/{owner}/{repo}/pulls/{pull_number}", {
      ...repository,
      pull_number: pull,
    });
    if (asRecord(asRecord(asRecord(data)["head"]))["sha"] !== sha)
      throw new ForgeError("head_moved", { hint: "The new head goes through the pipeline and its own approvals." });
  }
  await request("POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches", {
    ...repository,
    workflow_id: effect.workflow,
    ref: effect.ref,
    inputs: effect.inputs,
  });
}

async function applyReviewRequest({ request, repository }: ApplyContext, effect: Of<"request_reviews">): Promise<void> {
  const who = effect.team ? { team_reviewers: [effect.team] } : { reviewers: effect.users };
  if (!effect.team && effect.users.length === 0) return;
  try {
    await request("POST /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers", {
      ...repository,
      pull_number: effect.pull,
      ...who,
    });
  } catch (error) {
    // Somebody on the list has no access to the repository: the hand-over comment still calls them.
    if (getStatus(error) !== 422) throw error;
  }
}

async function applyDeleteBranch({ request, repository }: ApplyContext, effect: Of<"delete_branch">): Promise<void> {
  try {
    await request("DELETE /repos/{owner}/{repo}/git/refs/{ref}", { ...repository, ref: `heads/${effect.branch}` });
  } catch (error) {
    const status = getStatus(error);
    if (status !== 404 && status !== 422) throw error;
  }
}

async function applyDeleteComment({ request, repository }: ApplyContext, commentId: number): Promise<void> {
  try {
    await request("DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}", {
      ...repository,
      comment_id: commentId,
    });
  } catch (error) {
    if (getStatus(error) !== 404) throw error;
  }
}

async function applyCancelRun({ request, repository }: ApplyContext, effect: Of<"cancel_run">): Promise<void> {
  try {
    await request("POST /repos/{owner}/{repo}/actions/runs/{run_id}/cancel", { ...repository, run_id: effect.run });
  } catch (error) {
    // It ended in the meantime, or is gone.
    const status = getStatus(error);
    if (status !== 404 && status !== 409) throw error;
  }
}

function applyOne(context: ApplyContext, effect: Plain): Promise<unknown> {
  const { request, repository } = context;
  switch (effect.kind) {
    case "react":
      // Reacting twice is one reaction.
      return request("POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions", {
        ...repository,
        comment_id: effect.commentId,
        content: "eyes",
      });
    case "comment":
      return applyComment(context, effect);
    case "status":
      return applyStatus(context, effect);
    case "label":
      return request("PUT /repos/{owner}/{repo}/issues/{issue_number}/labels", {
        ...repository,
        issue_number: effect.number,
        labels: effect.labels,
      });
    case "dispatch":
      return applyDispatch(context, effect);
    case "request_reviews":
      return applyReviewRequest(context, effect);
    case "check":
      return applyCheck(context, effect);
    case "close_issue":
      return request("PATCH /repos/{owner}/{repo}/issues/{issue_number}", {
        ...repository,
        issue_number: effect.number,
        state: "closed",
        state_reason: effect.reason,
        labels: effect.labels,
      });
    case "open_issue":
      return applyOpenIssue(context, effect).then((number) => context.opened?.push(number));
    case "delete_comment":
      return applyDeleteComment(context, effect.commentId);
    case "close_pull":
      return request("PATCH /repos/{owner}/{repo}/pulls/{pull_number}", {
        ...repository,
        pull_number: effect.number,
        state: "closed",
      });
    case "cancel_run":
      return applyCancelRun(context, effect);
    case "delete_branch":
      return applyDeleteBranch(context, effect);
  }
}

/** An effect that failed; the others were still tried. */
export interface FailedEffect {
  readonly effect: Plain;
  readonly error: ForgeError;
}

/** Applies effects in order, each only where it is not already so. One that fails stops none of the others. */
export async function applyEffects(context: ApplyContext, effects: readonly Plain[]): Promise<readonly FailedEffect[]> {
  const failed: FailedEffect[] = [];
  for (const effect of effects) {
    try {
      await applyOne(context, effect);
    } catch (error) {
      failed.push({ effect, error: toForgeError(error) });
    }
  }
  return failed;
}
