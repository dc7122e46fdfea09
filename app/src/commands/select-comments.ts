import type { CommentFact } from "../facts/facts.ts";
import type { HintSubject } from "../hints/hint.ts";
import { hasNote } from "../render/render-note.ts";
import { answerKey } from "./decide-commands.ts";
import { parseCommands } from "./parse-commands.ts";

const dayMs = 24 * 60 * 60 * 1000;

export interface SelectedComment {
  readonly comment: CommentFact;
  readonly edited: boolean;
}

const isEdited = (comment: CommentFact) => Date.parse(comment.updatedAt) - Date.parse(comment.createdAt) >= 1000;

/**
 * Comments whose commands are to be run now: the hinted one as long as it has no answer, and on a sweep those of the last
 * day that were missed. Only people command; bots and our own comments never do.
 */
export function selectComments(comments: readonly CommentFact[], subject: HintSubject, now: string): SelectedComment[] {
  const open = comments.filter(
    (comment) =>
      !comment.ours &&
      comment.author?.type === "User" &&
      !comment.viaApp &&
      !hasNote(comments, answerKey(comment.id)) &&
      parseCommands(comment.body).length > 0,
  );
  if (subject.kind === "comment")
    return open
      .filter((comment) => comment.id === subject.commentId)
      .map((comment) => ({ comment, edited: comment.body !== subject.body || isEdited(comment) }));
  if (subject.kind !== "sweep") return [];
  return open
    .filter((comment) => Date.parse(now) - Date.parse(comment.createdAt) < dayMs)
    .map((comment) => ({ comment, edited: isEdited(comment) }));
}
