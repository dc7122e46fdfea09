import { type ChannelConfig, type ForgeConfig, ForgeError, type PluginManifest } from "@plugsmith/schemas";

const mebibyte = 1024 * 1024;

/**
 * The largest package that each kind of channel takes, bytes; where the channel's own documented limit is higher, ours counts.
 *
 * - `github-release`, `registry`: 10 MiB are ours, because benches download from there over the links of shops. GitHub takes
 *   files below 2 GiB: https://docs.github.com/en/repositories/releasing-projects-on-github/about-releases
 * - `wordpress-org`: "under 10Mb", read as 10,000,000 bytes:
 *   https://developer.wordpress.org/plugins/wordpress-org/plugin-developer-faq/
 * - `npm`: a registry such as Verdaccio takes documents of `max_body_size`, 10 MB unless configured, in which the package is
 *   base64, four bytes for three: https://verdaccio.org/docs/configuration/
 * - `kit`: as the release that people upload it from. Adobe Commerce Marketplace takes less than 30 MB
 *   (https://developer.adobe.com/commerce/php/development/roadmap/); PrestaShop's and Shopify's stores document no limit for zips.
 */
export const channelLimits: Readonly<Record<ChannelConfig["kind"], number>> = {
  "github-release": 10 * mebibyte,
  registry: 10 * mebibyte,
  "wordpress-org": 10_000_000,
  npm: 7 * mebibyte,
  kit: 10 * mebibyte,
};

type Described = Pick<PluginManifest, "name" | "cms" | "runtime">;

/** Every version has these two: benches load from them. */
const always: readonly ChannelConfig[] = [
  { name: "release", kind: "github-release" },
  { name: "registry", kind: "registry" },
];

function refuseRepeated(what: string, value: string): never {
  throw new ForgeError("config_invalid", {
    message: `forge.yml has two channels of the ${what} ${value}.`,
    hint: "Each name and, but for kits, each kind may stand there once: a kind has one set of credentials.",
  });
}

/** The configured channels with the two that every version has, in the order in which they are published. */
export function listConfigured(config: Pick<ForgeConfig, "channels">): readonly ChannelConfig[] {
  const given = config.channels ?? [];
  const first = always.map((base) => given.find(({ kind }) => kind === base.kind) ?? base);
  const all = [...first, ...given.filter((channel) => !first.includes(channel))];
  all.forEach(({ name, kind }, index) => {
    const before = all.slice(0, index);
    if (before.some((other) => other.name === name)) refuseRepeated("name", name);
    if (kind !== "kit" && before.some((other) => other.kind === kind)) refuseRepeated("kind", kind);
  });
  return all;
}

function takes(channel: ChannelConfig, { name, cms, runtime }: Described): boolean {
  if (channel.kind === "github-release" || channel.kind === "registry") return true;
  if (channel.plugins && !channel.plugins.includes(name)) return false;
  if (channel.kind === "npm") return runtime === "node";
  if (channel.kind === "wordpress-org") return cms === "woocommerce";
  return channel.store === cms;
}

/**
 * The channels that a plugin is published on, the GitHub release and the registry first.
 * @throws ForgeError `config_invalid` when a name or, but for kits, a kind stands twice in forge.yml.
 */
export const listChannels = (config: Pick<ForgeConfig, "channels">, manifest: Described): readonly ChannelConfig[] =>
  listConfigured(config).filter((channel) => takes(channel, manifest));
