import { type ChannelEntry, ForgeError, parseForgeConfig, type RegistryVersion } from "@plugsmith/schemas";
import { listConfigured, listUnretracted } from "@plugsmith/trust";
import { pickText, readAnswer, readParsedFile } from "@plugsmith/trust/github";
import type { Retraction } from "../channels/channel.ts";
import { makeChannels, makeTools } from "../channels/make-channels.ts";
import { openLedgerBook, readLedger } from "../publication/ledger-book.ts";
import type { PublishPorts } from "../publish-ports.ts";

type Listed = Pick<ChannelEntry, "channel" | "kind" | "state" | "evidence">;

/** Versions that were published before there were ledgers have a release. */
const beforeLedgers: readonly Listed[] = [{ channel: "release", kind: "github-release", state: "published" }];

async function readConfig({ api, repository, loadYaml }: PublishPorts) {
  const ref = pickText(await readAnswer(api, `/repos/${repository}`), "default_branch");
  const place = { repository, path: ".github/forge.yml", ref };
  return readParsedFile(api, place, parseForgeConfig, "config_invalid", loadYaml);
}

/**
 * Takes a revoked version back from every channel that the ledger names, as far as each can, and writes into the ledger what
 * they say. Run again, it does only what is left.
 * @returns names of the channels that were retracted in this run.
 * @throws ForgeError `channel_incomplete` when a channel could not.
 */
export async function applyRetractions(
  retraction: Omit<Retraction, "revoked">,
  entry: Pick<RegistryVersion, "digest" | "request">,
  ports: PublishPorts,
): Promise<readonly string[]> {
  const { name, version } = retraction;
  const read = await readLedger(ports.registry, name, version);
  const left: readonly Listed[] = read.ledger ? listUnretracted(read.ledger) : beforeLedgers;
  if (left.length === 0) return [];
  const subject = { name, version, digest: entry.digest, request: entry.request };
  const book = openLedgerBook({ registry: ports.registry, subject, read, runId: ports.runId, now: ports.now });
  const configured = listConfigured(await readConfig(ports));
  const revoked = read.snapshot.registry.revocations.filter((one) => one.name === name).map((one) => one.version);
  const failed: string[] = [];
  for (const listed of left) {
    const { channel, kind, evidence } = listed;
    try {
      const config = configured.find((one) => one.name === channel && one.kind === kind);
      if (!config)
        throw new ForgeError("channel_unknown", {
          message: `${channel} is not in forge.yml any more.`,
          hint: "Put it back, or take the version down there by hand.",
        });
      const [connector] = makeChannels([config], makeTools(ports, book));
      const words = await connector?.retract({ ...retraction, revoked });
      book.note({ channel, kind, state: "retracted", ...(words && { evidence: words }) });
    } catch (error) {
      if (!(error instanceof ForgeError)) throw error;
      const state = listed.state === "intended" ? "failed" : listed.state;
      const trouble = {
        code: error.code,
        message: `Not retracted. ${error.message}`.slice(0, 500),
        ...(error.hint && { hint: error.hint.slice(0, 500) }),
      };
      book.note({ channel, kind, state, ...(evidence && { evidence }), trouble });
      failed.push(`${channel} (${error.code}: ${error.message})`);
    }
  }
  await book.commit(`Record the retraction of ${name}@${version}`);
  if (failed.length > 0)
    throw new ForgeError("channel_incomplete", {
      message: `${name} ${version} is revoked and benches unload it. Not retracted from ${failed.join(", ")}`.slice(
        0,
        900,
      ),
      hint: "Comment `/forge retry publish` on the request; it does only what is missing.",
    });
  return left.map(({ channel }) => channel);
}
