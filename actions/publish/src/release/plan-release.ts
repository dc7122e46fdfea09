import type { ReleaseFact } from "./release-fact.ts";

export interface ReleaseFacts {
  /** `<name>@<version>`. */
  readonly tag: string;
  readonly mergeSha: string;
  /** Commit that the tag names now; null: no such tag. */
  readonly tagSha: string | null;
  /** The release of the tag: published, else the oldest draft; null: none. */
  readonly release: ReleaseFact | null;
  /** Further drafts of the tag: two runs at once may have made them. */
  readonly spare?: readonly number[];
  /** Digest of each file that belongs to the release. */
  readonly wanted: Readonly<Record<string, string>>;
}

export type ReleaseEffect =
  | { readonly kind: "create_draft" }
  | { readonly kind: "delete_draft"; readonly id: number }
  | { readonly kind: "delete_asset"; readonly id: number; readonly name: string }
  | { readonly kind: "upload_asset"; readonly name: string }
  | { readonly kind: "publish_release" };

export type ReleasePlan =
  | { readonly kind: "planned"; readonly effects: readonly ReleaseEffect[] }
  /** The tag or the published release says something else. */
  | { readonly kind: "refused"; readonly why: string };

/** What is left to do until the release is published, in order; nothing when it is. */
export function planRelease({ tag, mergeSha, tagSha, release, wanted, spare = [] }: ReleaseFacts): ReleasePlan {
  const refuse = (why: string): ReleasePlan => ({ kind: "refused", why });
  if (tagSha !== null && tagSha !== mergeSha) return refuse(`the tag ${tag} names another commit`);
  const effects: ReleaseEffect[] = [];
  const present = new Set<string>();
  for (const asset of release?.assets ?? []) {
    const isRight = asset.complete && wanted[asset.name] !== undefined && wanted[asset.name] === asset.digest;
    if (isRight) present.add(asset.name);
    else if (release?.draft) effects.push({ kind: "delete_asset", id: asset.id, name: asset.name });
    else return refuse(`the published release has another ${asset.name.slice(0, 80)}`);
  }
  for (const id of release?.draft ? spare : []) effects.push({ kind: "delete_draft", id });
  const missing = Object.keys(wanted).filter((name) => !present.has(name));
  if (release === null) effects.unshift({ kind: "create_draft" });
  else if (!release.draft && missing.length > 0) return refuse(`the published release lacks ${missing[0]}`);
  for (const name of missing) effects.push({ kind: "upload_asset", name });
  if (release?.draft !== false) effects.push({ kind: "publish_release" });
  return { kind: "planned", effects };
}
