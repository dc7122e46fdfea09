import type { CommentFact } from "../facts/facts.ts";
import { asId, asRecord } from "../github/decode-value.ts";
import { hasNote } from "../render/render-note.ts";
import { statusMarker } from "../render/render-status.ts";
import type { ApplyContext } from "./apply-context.ts";

/** GitHub's limit for a comment is 65,536 characters. */
const maxCharacters = 65_000;

const cut = (body: string) => (body.length > maxCharacters ? `${body.slice(0, maxCharacters)}\n\n…` : body);

async function createComment(context: ApplyContext, number: number, body: string): Promise<void> {
  const { data } = await context.request("POST /repos/{owner}/{repo}/issues/{issue_number}/comments", {
    ...context.repository,
    issue_number: number,
    body,
  });
  const written: CommentFact = {
    id: asId(asRecord(data)["id"]),
    body,
    author: null,
    createdAt: "",
    updatedAt: "",
    ours: true,
  };
  context.comments.set(number, [...(context.comments.get(number) ?? []), written]);
}

/** Posts a keyed comment unless one of ours with that key stands there. */
export async function applyComment(
  context: ApplyContext,
  effect: { number: number; key: string; body: string },
): Promise<void> {
  if (hasNote(context.comments.get(effect.number) ?? [], effect.key)) return;
  await createComment(context, effect.number, cut(effect.body));
}

/** Makes or changes the one status comment; equal text is left alone. */
export async function applyStatus(context: ApplyContext, effect: { number: number; body: string }): Promise<void> {
  const comments = context.comments.get(effect.number) ?? [];
  const body = cut(effect.body);
  const existing = comments.find((comment) => comment.ours && comment.body.startsWith(statusMarker));
  if (!existing) return createComment(context, effect.number, body);
  // GitHub may hand line ends back as CRLF.
  if (existing.body.replaceAll("\r\n", "\n") === body) return;
  await context.request("PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}", {
    ...context.repository,
    comment_id: existing.id,
    body,
  });
  context.comments.set(
    effect.number,
    comments.map((comment) => (comment === existing ? { ...existing, body } : comment)),
  );
}
