import { ForgeError } from "@plugsmith/schemas";
import type { ReleaseFact } from "./release-fact.ts";

export interface ReleaseFacts {
  /** `<name>@<version>`. */
  readonly tag: string;
  readonly mergeSha: string;
  /** Commit that the tag names now; null: no such tag. */
  readonly tagSha: string | null;
  /** The release of the tag: published, else the oldest draft; null: none. */
  readonly release: ReleaseFact | null;
  /** Digest of each file that belongs to the release. */
  readonly wanted: Readonly<Record<string, string>>;
  /** The registry has this version with these bytes. */
  readonly registered: boolean;
}

export type ReleaseEffect =
  | { readonly kind: "create_draft" }
  | { readonly kind: "delete_asset"; readonly id: number; readonly name: string }
  | { readonly kind: "upload_asset"; readonly name: string }
  | { readonly kind: "publish_release" }
  | { readonly kind: "register" };

/**
 * What is left to do until the version is released and registered, in order; nothing when it all is.
 * @throws ForgeError `version_exists` when the tag or a published release says something else.
 */
export function planRelease(facts: ReleaseFacts): ReleaseEffect[] {
  const { release, wanted } = facts;
  const refuse = (message: string): never => {
    throw new ForgeError("version_exists", {
      message,
      hint: "A published version never changes; ask for the change as a new version.",
      facts: { tag: facts.tag },
    });
  };
  if (facts.tagSha !== null && facts.tagSha !== facts.mergeSha)
    refuse(`The tag ${facts.tag} exists and names another commit.`);
  const effects: ReleaseEffect[] = [];
  const present = new Set<string>();
  for (const asset of release?.assets ?? []) {
    const isRight = asset.complete && wanted[asset.name] !== undefined && wanted[asset.name] === asset.digest;
    if (isRight) present.add(asset.name);
    else if (release?.draft) effects.push({ kind: "delete_asset", id: asset.id, name: asset.name });
    else refuse(`The release ${facts.tag} is published with another ${asset.name.slice(0, 80)}.`);
  }
  const missing = Object.keys(wanted).filter((name) => !present.has(name));
  if (release === null) effects.unshift({ kind: "create_draft" });
  else if (!release.draft && missing.length > 0) refuse(`The release ${facts.tag} is published without ${missing[0]}.`);
  for (const name of missing) effects.push({ kind: "upload_asset", name });
  if (release?.draft !== false) effects.push({ kind: "publish_release" });
  if (!facts.registered) effects.push({ kind: "register" });
  return effects;
}
