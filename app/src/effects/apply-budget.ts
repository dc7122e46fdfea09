import type { GatherContext } from "../facts/gather-context.ts";
import { gatherComments, gatherRequest } from "../facts/gather-request.ts";
import { renderBudget } from "../render/render-budget.ts";
import { statusMarker } from "../render/render-status.ts";
import { applyStatus } from "./apply-comment.ts";

/** Says on the status comment of a request that it has to wait until `until` (ms). Two reads and at most one write. */
export async function applyBudget(context: GatherContext, number: number, until: number): Promise<void> {
  if (!(await gatherRequest(context, number, await context.audit.read()))) return;
  const { comments } = await gatherComments(context, number, number);
  const status = comments.find((comment) => comment.ours && comment.body.startsWith(statusMarker));
  const { request, forge } = context;
  const { owner, repo } = context.repository;
  const apply = { request, forge, repository: { owner, repo }, comments: new Map([[number, [...comments]]]) };
  await applyStatus(apply, { number, body: renderBudget(status?.body ?? null, until) });
}
