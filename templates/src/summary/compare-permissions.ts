import type { Permissions } from "@plugsmith/schemas";
import { listPermissions } from "./list-permissions.ts";

export interface PermissionDifference {
  /** Sentences of what the new version may do and the old one might not. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** True when the new version may do anything more: people decide, nothing updates by itself. */
  readonly grows: boolean;
}

/** What a new version may do more or less than the published one; without a published one everything is new. */
export function comparePermissions(published: Permissions | undefined, wanted: Permissions): PermissionDifference {
  const before = published === undefined ? [] : listPermissions(published);
  const after = listPermissions(wanted);
  const added = after.filter((sentence) => !before.includes(sentence));
  const lessMemory = published !== undefined && wanted.memory < published.memory;
  return {
    added,
    removed: before.filter((sentence) => !after.includes(sentence)),
    grows: added.some((sentence) => !(lessMemory && sentence.endsWith("of memory"))),
  };
}
