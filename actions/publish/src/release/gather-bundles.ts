import { computeDigest, ForgeError } from "@plugsmith/schemas";
import type { PublishPorts } from "../publish-ports.ts";
import { readReleases } from "./read-release.ts";

/** Drafts that are looked at: one for each run that was stopped, and whoever may write to the repository can make more. */
const mostDrafts = 5;

export interface BundleQuestion {
  /** `<name>@<version>`. */
  readonly tag: string;
  readonly bundleName: string;
  /** Digests of the release's other files. */
  readonly others: Readonly<Record<string, string>>;
  /** What the sign step of this run wrote. */
  readonly own: string;
}

export interface GatheredBundles<T> {
  /** Text of `<zip>.sigstore.jsonl` that goes with the version. */
  readonly bundles: string;
  readonly verified: T;
}

/**
 * The signatures that belong to the version, verified. A published release never changes again, so its own count. Before that,
 * those of a whole draft that an earlier run left: same zip, same SBOM, and signatures that verify like any others. Else this
 * run's, which must verify in any case but the first.
 * @throws ForgeError what `verify` throws for the published release's, or for this run's.
 */
export async function gatherBundles<T>(
  { api, repository }: Pick<PublishPorts, "api" | "repository">,
  { tag, bundleName, others, own }: BundleQuestion,
  verify: (bundles: string) => Promise<T>,
): Promise<GatheredBundles<T>> {
  const ownDigest = computeDigest(Buffer.from(own));
  const read = async (id: number) =>
    Buffer.from(await api.download(`/repos/${repository}/releases/assets/${id}`)).toString("utf8");
  const releases = await readReleases(api, repository, tag);
  const published = releases.find(({ draft }) => !draft)?.assets.find(({ name }) => name === bundleName);
  if (published && published.digest !== ownDigest) {
    const bundles = await read(published.id);
    return { bundles, verified: await verify(bundles) };
  }
  const mine = { bundles: own, verified: await verify(own) };
  if (published) return mine;
  const whole = releases.filter(
    ({ assets }) =>
      assets.length === Object.keys(others).length + 1 &&
      assets.every(({ name, digest, complete }) => complete && (name === bundleName || others[name] === digest)),
  );
  for (const { assets } of whole.slice(0, mostDrafts)) {
    const left = assets.find(({ name }) => name === bundleName);
    if (!left || left.digest === ownDigest) return mine;
    try {
      const bundles = await read(left.id);
      return { bundles, verified: await verify(bundles) };
    } catch (error) {
      // A draft that is gone by now, or whose signatures are refused, is not used; it is deleted after the publication.
      if (!(error instanceof ForgeError)) throw error;
    }
  }
  return mine;
}
