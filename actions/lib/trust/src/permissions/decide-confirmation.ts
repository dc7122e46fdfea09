import type { Permissions, RegistryVersion } from "@plugsmith/schemas";
import { compareVersions } from "../version/compare-versions.ts";
import { listWidened } from "./list-widened.ts";
import { renderConfirmation } from "./render-confirmation.ts";

export interface Confirmation {
  /** Line that every approval must contain. */
  readonly line: string;
  /** What is asked for beyond the version in force. */
  readonly widened: Permissions;
  /** The version that is compared with; null: none is in force any more. */
  readonly since: string | null;
}

/**
 * Whether approvers must confirm permissions: an update that asks for more than the newest published version that is not
 * revoked. A first version asks nothing of the kind: all that it may do is new and stands in its pull request.
 * @param versions published versions of the plugin, without the one that is asked about.
 */
export function decideConfirmation(
  versions: readonly Pick<RegistryVersion, "version" | "status" | "permissions">[],
  wanted: Permissions,
): Confirmation | null {
  if (versions.length === 0) return null;
  const inForce = versions
    .filter((version) => version.status !== "revoked")
    .sort((a, b) => compareVersions(b.version, a.version))[0];
  const widened = listWidened(inForce?.permissions ?? null, wanted);
  return widened && { line: renderConfirmation(wanted), widened, since: inForce?.version ?? null };
}
