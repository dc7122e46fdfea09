import type { Effect } from "../effects/effect.ts";
import type { CommentFact } from "../facts/facts.ts";

const ownMarker = /^<!-- plugsmith:(?:status|note [^\n]{1,300}) -->(?=\n|$)/u;

/**
 * Twins of our own comments: two processes that wrote at the same moment, or a write that GitHub took and answered with an
 * error. The oldest stays; every process chooses the same one.
 */
export function decideFolds(comments: readonly CommentFact[]): Effect[] {
  const seen = new Set<string>();
  return [...comments]
    .filter((comment) => comment.ours)
    .sort((a, b) => a.id - b.id)
    .flatMap((comment): Effect[] => {
      const marker = ownMarker.exec(comment.body)?.[0];
      if (marker === undefined) return [];
      if (!seen.has(marker)) {
        seen.add(marker);
        return [];
      }
      return [{ kind: "delete_comment", commentId: comment.id }];
    });
}
