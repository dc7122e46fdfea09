import type { ChannelConfig } from "@plugsmith/schemas";
import { fakeGitHubApi, makeForge, testTimes } from "@plugsmith/trust/testing";
import type { Channel, ChannelTools, MakeChannel } from "../channels/channel.ts";
import { makeTools } from "../channels/make-channels.ts";
import { closedOutside } from "./fake-outside.ts";

/** One connector with what a test gives it; whatever else it reaches for fails the test. */
export function openChannel(
  make: MakeChannel,
  config: ChannelConfig,
  given: Partial<ChannelTools> & { readonly secrets?: Readonly<Record<string, string>> } = {},
): Channel {
  const { secrets = {}, ...tools } = given;
  const ports = {
    ...closedOutside,
    secretOrNull: (name: string) => secrets[name] ?? null,
    repository: "acme/forge",
    runId: "77",
    runUrl: "https://github.test/run",
    api: fakeGitHubApi(makeForge()),
    registry: null as never,
    loadYaml: JSON.parse,
    now: () => new Date(testTimes.now),
  };
  return make(config, { ...makeTools(ports, null as never), ...tools });
}
