import type { TextConflict } from "./text-conflict.ts";

/**
 * What two sides said of one place, and only one of them is in the merged tree.
 * `both_changed`: lines of a text, people's kept. `file_changed`: a file that cannot be merged by lines (no text, too
 * large), people's kept. `people_removed`: people deleted a file that the templates changed; it stays deleted.
 * `pack_removed`: the templates no longer have a file that people changed; it stays. `pack_deleted`: a migration of the
 * pack deletes it nevertheless. `forge_owned`: the forge's own word
 * was kept, people's was not.
 */
export interface MergeConflict {
  readonly path: string;
  readonly kind: "both_changed" | "file_changed" | "people_removed" | "pack_removed" | "pack_deleted" | "forge_owned";
  /** For texts: the place, and what the other side has there. */
  readonly text?: TextConflict;
}
