const keyMarker = (key: string) => `<!-- plugsmith:note ${key} -->`;

/** A new comment with its hidden key, by which it is found again and never posted twice. */
export function renderNote(key: string, text: string): string {
  return `${keyMarker(key)}\n${text}`;
}

/** Is there already a comment of ours with this key? */
export function hasNote(comments: readonly { readonly ours: boolean; readonly body: string }[], key: string): boolean {
  return comments.some((comment) => comment.ours && comment.body.startsWith(keyMarker(key)));
}
