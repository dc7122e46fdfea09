import type { ReleaseFact } from "./release-fact.ts";

export interface ReleaseFacts {
  /** `<name>@<version>`. */
  readonly tag: string;
  readonly mergeSha: string;
  /** Commit that the tag names now; null: no such tag. */
  readonly tagSha: string | null;
  /** The tag's published release; GitHub lets one tag have one. */
  readonly published: ReleaseFact | null;
  /** Drafts of the tag, oldest first. GitHub lets one tag have any number: each run fills one of its own. */
  readonly drafts: readonly ReleaseFact[];
  /** Digest of each file that belongs to the release. */
  readonly wanted: Readonly<Record<string, string>>;
}

export type ReleasePlan =
  /** The release is there with exactly the wanted files. */
  | { readonly kind: "published"; readonly release: ReleaseFact }
  /** A draft has exactly the wanted files: an earlier run filled it and was stopped. */
  | { readonly kind: "publish"; readonly draft: ReleaseFact }
  /** Nothing that is there may be used. */
  | { readonly kind: "fill" }
  /** The tag or the published release says something else. */
  | { readonly kind: "refused"; readonly why: string };

/** What keeps a release from having exactly these files; null: nothing. */
export function findFlaw({ assets }: ReleaseFact, wanted: ReleaseFacts["wanted"]): string | null {
  const wrong = assets.find(({ name, digest, complete }) => !complete || digest === null || wanted[name] !== digest);
  if (wrong) return `has another ${wrong.name.slice(0, 80)}`;
  const missing = Object.keys(wanted).find((file) => !assets.some(({ name }) => name === file));
  return missing === undefined ? null : `lacks ${missing}`;
}

/**
 * What is left to do until the release is published. A draft that is not whole is nobody's to complete or to empty: the run
 * that fills it may be alive, and publish it between any two of our calls.
 */
export function planRelease({ tag, mergeSha, tagSha, published, drafts, wanted }: ReleaseFacts): ReleasePlan {
  if (tagSha !== null && tagSha !== mergeSha) return { kind: "refused", why: `the tag ${tag} names another commit` };
  if (published) {
    const flaw = findFlaw(published, wanted);
    return flaw === null
      ? { kind: "published", release: published }
      : { kind: "refused", why: `the published release ${flaw}` };
  }
  const draft = drafts.find((release) => findFlaw(release, wanted) === null);
  return draft ? { kind: "publish", draft } : { kind: "fill" };
}
