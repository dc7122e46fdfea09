import type { NewRecord } from "./audit/audit-store.ts";
import { applyEffects } from "./effects/apply-effects.ts";
import { findAccepted, findLast } from "./facts/derive-records.ts";
import { gatherPipeline } from "./facts/gather-pipeline.ts";
import { readPullOfBranch } from "./github/read-pull.ts";
import type { HandleContext, HandledRequest } from "./handle-request.ts";
import type { Hint } from "./hints/hint.ts";
import { renderNote } from "./render/render-note.ts";

/**
 * Gives up an accepted request whose issue was deleted or moved away, as GitHub said: the run is stopped, branch and pull
 * request are closed, the name is free. What was merged or published stays. Null: there is nothing to give up.
 */
export async function withdrawGone(
  context: HandleContext,
  hint: Hint,
  request: number,
): Promise<HandledRequest | null> {
  const { repository, forge, audit } = context;
  const records = (await audit.read()).filter((record) => record.request === request);
  const accepted = findAccepted(records);
  if (!accepted || findLast(records, "request_cancelled", "published")) return null;
  const branch = `forge/request-${request}`;
  const pull = await readPullOfBranch(context.request, repository, branch, repository.defaultBranch);
  if (pull?.merged) return null;
  const actor = hint.actor?.type === "User" ? { id: hint.actor.id, login: hint.actor.login } : null;
  const record: NewRecord = { kind: "request_cancelled", request, actor, data: { gone: true } };
  await audit.append([record], { at: context.now().toISOString(), delivery: hint.delivery });
  const run = pull ? (await gatherPipeline(context, accepted.name, pull, records)).run : null;
  const key = `gone-${request}`;
  const text =
    "The issue of this request was deleted or moved away, so the request is cancelled. Its name is free again.";
  const failures = await applyEffects(
    {
      request: context.request,
      repository: { owner: repository.owner, repo: repository.repo },
      forge,
      comments: new Map(),
    },
    [
      ...(run && run.status !== "completed" ? [{ kind: "cancel_run", run: run.id } as const] : []),
      ...(pull?.open
        ? [
            { kind: "comment", number: pull.number, key, body: renderNote(key, text) } as const,
            { kind: "delete_branch", branch } as const,
            { kind: "close_pull", number: pull.number } as const,
          ]
        : []),
    ],
  );
  return { request, state: "cancelled", notes: ["the issue is gone"], failures, opened: [] };
}
