import type { Correction } from "../world.ts";

/**
 * emulate moves a comment's `updated_at` with every touch of its row, also when it gives a new one its node id: over the
 * turn of a second, a new comment looks edited. At GitHub only an edit of the text moves it.
 */
export const commentTimes: Correction = ({ gh }) => {
  const update = gh.comments.update.bind(gh.comments);
  gh.comments.update = (id, patch) => {
    const before = gh.comments.get(id);
    const row = update(id, patch);
    if (row && before && !("body" in patch)) row.updated_at = before.updated_at;
    return row;
  };
};
