import type { ChannelConfig } from "@plugsmith/schemas";

const mebibyte = 1024 * 1024;

/**
 * The largest package that each kind of channel takes, bytes. `github-release`: GitHub takes 2 GiB, but benches download
 * from there over the links of shops, and `registry` names those files. `wordpress-org`: the plugin directory's limit for an
 * upload. `npm`: a registry such as Verdaccio takes requests of 10 MB, in which the package is base64. `kit`: as the release
 * that people upload it from.
 */
export const channelLimits: Readonly<Record<ChannelConfig["kind"], number>> = {
  "github-release": 10 * mebibyte,
  registry: 10 * mebibyte,
  "wordpress-org": 10 * mebibyte,
  npm: 7 * mebibyte,
  kit: 10 * mebibyte,
};
