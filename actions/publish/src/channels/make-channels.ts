import { type ChannelConfig, ForgeError } from "@plugsmith/schemas";
import type { PublishPorts } from "../publish-ports.ts";
import type { Channel, ChannelTools, Ledger, MakeChannel } from "./channel.ts";
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

/** What connectors may reach, of what the job can do. */
export function makeTools(ports: PublishPorts, ledger: Ledger): ChannelTools {
  const { repository, serverUrl, api, fetch, subversion, secretOrNull, now } = ports;
  return {
    repository,
    serverUrl,
    api,
    ledger,
    fetch,
    subversion,
    secretOrNull,
    now,
    secret: (name) =>
      secretOrNull(name) ??
      (() => {
        throw new ForgeError("channel_secret_missing", {
          message: `The secret ${name} is not given.`,
          hint: `Put it into the environment forge-publish (and forge-registry, for revocations), then comment \`/forge retry publish\`.`,
        });
      })(),
  };
}
