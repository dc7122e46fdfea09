import { delimiter } from "node:path";
import { ForgeError } from "@plugsmith/schemas";

/** A release of a shop system or of WordPress, as the person who runs the check brought it. */
export interface BroughtZip {
  readonly zip: string;
  /** 64 hex digits. */
  readonly sha256: string;
}

/** A WooCommerce to play, and the WordPress below it where it asks for a newer one than npm carries. */
export interface ShopRelease {
  readonly woocommerce: BroughtZip;
  readonly wordpress: BroughtZip | undefined;
}

export type Environment = Readonly<Record<string, string | undefined>>;

function listZips(env: Environment, product: string): (BroughtZip | undefined)[] {
  const list = (name: string) => (env[name] ?? "").split(delimiter);
  const zips = list(`PLUGSMITH_${product}_ZIP`);
  const digests = list(`PLUGSMITH_${product}_SHA256`);
  return zips.map((zip, at) => (zip === "" ? undefined : { zip, sha256: digests[at] ?? "" }));
}

/**
 * The releases that the environment names: `PLUGSMITH_WOOCOMMERCE_ZIP` and `PLUGSMITH_WOOCOMMERCE_SHA256`, several with the
 * sign that separates paths; in the same places of `PLUGSMITH_WORDPRESS_ZIP` and `…_SHA256` the WordPress for each, or nothing.
 * @throws ForgeError `input_invalid` when a zip has no digest.
 */
export function listReleases(env: Environment): ShopRelease[] {
  const wordpress = listZips(env, "WORDPRESS");
  const releases = listZips(env, "WOOCOMMERCE").flatMap((woocommerce, at) =>
    woocommerce === undefined ? [] : [{ woocommerce, wordpress: wordpress[at] }],
  );
  for (const zip of releases.flatMap(({ woocommerce, wordpress: below }) => [woocommerce, ...(below ? [below] : [])])) {
    if (!/^[0-9a-f]{64}$/.test(zip.sha256)) {
      throw new ForgeError("input_invalid", {
        message: `${zip.zip} has no digest of 64 hex digits at its place in the list.`,
        hint: "Give as many digests as zips, in the same order.",
      });
    }
  }
  return releases;
}
