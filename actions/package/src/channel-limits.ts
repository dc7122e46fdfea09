import { ForgeError } from "@plugsmith/schemas";

const mebibyte = 1024 * 1024;

/**
 * The largest package that each kind of channel takes, bytes. `github-release`: GitHub takes 2 GiB, but benches download
 * from there over the links of shops. `wordpress-org`: the plugin directory's limit for an upload. `npm`: a registry such as
 * Verdaccio takes requests of 10 MB, in which the package is base64. `kit`: as the release that it is made from.
 */
const mostZipBytes: Readonly<Record<string, number>> = {
  "github-release": 10 * mebibyte,
  "wordpress-org": 10 * mebibyte,
  npm: 7 * mebibyte,
  kit: 10 * mebibyte,
};

/** Bytes that a package for all these channels may have, and the strictest of them; for none the GitHub release. */
export function decideMostBytes(channels: readonly string[]): { readonly channel: string; readonly bytes: number } {
  const wanted = channels.length > 0 ? channels : ["github-release"];
  const limits = wanted.map((channel) => {
    const bytes = Object.hasOwn(mostZipBytes, channel) ? mostZipBytes[channel] : undefined;
    if (bytes !== undefined) return { channel, bytes };
    throw new ForgeError("input_invalid", {
      message: `There is no channel of the kind ${JSON.stringify(channel.slice(0, 40))}.`,
      hint: `Kinds: ${Object.keys(mostZipBytes).join(", ")}.`,
    });
  });
  return limits.reduce((least, limit) => (limit.bytes < least.bytes ? limit : least));
}
