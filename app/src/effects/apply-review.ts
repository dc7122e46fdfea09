import type { PullFact } from "../facts/facts.ts";
import { getStatus } from "../github/api-request.ts";
import { asId, asRecord } from "../github/decode-value.ts";
import { readReviews } from "../github/read-pull.ts";
import { hasNote, renderNote } from "../render/render-note.ts";
import type { ApplyContext } from "./apply-context.ts";
import type { ReviewDraft } from "./effect.ts";

type Context = Pick<ApplyContext, "request" | "repository" | "forge">;

async function post({ request, repository }: Context, pull: PullFact, parts: Record<string, unknown>): Promise<number> {
  const { data } = await request("POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews", {
    ...repository,
    pull_number: pull.number,
    commit_id: pull.headSha,
    event: "COMMENT",
    ...parts,
  });
  return asId(asRecord(data)["id"]);
}

/**
 * Posts the review on the pull request's head, once: one of ours with its key is left alone. One read and one write; one
 * more write, without places, where GitHub does not find a line in its diff. Answers the review's number.
 */
export async function applyReview(
  context: Context,
  pull: PullFact,
  render: string,
  draft: ReviewDraft,
): Promise<number> {
  const { login } = context.forge;
  const key = `${draft.key}-${pull.headSha}`;
  const reviews = await readReviews(context.request, context.repository, pull.number);
  const known = reviews.find(({ user, body }) => {
    return user?.type === "Bot" && user.login === login && hasNote([{ ours: true, body: body ?? "" }], key);
  });
  if (known) return known.id;
  const comments = draft.comments.map(({ path, startLine, line, body }) => ({
    path,
    body,
    side: "RIGHT",
    line,
    ...(startLine !== null && { start_line: startLine, start_side: "RIGHT" }),
  }));
  const foot = `The whole new rendering, without anything that people wrote: [commit \`${render.slice(0, 7)}\`](${draft.renderUrl.replace("{commit}", render)}).`;
  const write = (text: string) => renderNote(key, `${text}\n\n${foot}`);
  if (comments.length === 0) return post(context, pull, { body: write(draft.plain) });
  try {
    return await post(context, pull, { body: write(draft.body), comments });
  } catch (error) {
    if (getStatus(error) !== 422) throw error;
    return post(context, pull, { body: write(draft.plain) });
  }
}
