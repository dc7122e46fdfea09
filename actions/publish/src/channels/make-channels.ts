import type { ChannelConfig } from "@plugsmith/schemas";
import type { Channel, ChannelTools, MakeChannel } from "./channel.ts";
import { makeReleaseChannel } from "./github-release.ts";
import { makeKitChannel } from "./kit.ts";
import { makeNpmChannel } from "./npm.ts";
import { makeRegistryChannel } from "./registry.ts";
import { makeWordPressChannel } from "./wordpress-org.ts";

const makers: Readonly<Record<ChannelConfig["kind"], MakeChannel>> = {
  "github-release": makeReleaseChannel,
  registry: makeRegistryChannel,
  npm: makeNpmChannel,
  "wordpress-org": makeWordPressChannel,
  kit: makeKitChannel,
};

/** The connectors of these channels, in their order. */
export const makeChannels = (configs: readonly ChannelConfig[], tools: ChannelTools): readonly Channel[] =>
  configs.map((config) => makers[config.kind](config, tools));
