import { ForgeError } from "@plugsmith/schemas";
import type { PublishPorts } from "../publish-ports.ts";
import type { ChannelTools, Ledger } from "./channel.ts";

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
