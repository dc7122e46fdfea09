import { addVersion, removeVersion, revokeVersion, suspendVersion } from "@plugsmith/registry";
import type { ChannelConfig, ChannelLedger, Registry } from "@plugsmith/schemas";
import { planPublication } from "@plugsmith/trust";
import { describe, expect, it } from "vitest";
import { askChannel } from "../publication/apply-publication.ts";
import { openLedgerBook, readLedger } from "../publication/ledger-book.ts";
import { planChannels } from "../publication/plan-channels.ts";
import { everyChannel, makePublication, makePublicationWorld, pluginName } from "../testing/fake-world.ts";
import type { Publication } from "./channel.ts";
import { makeChannels, makeTools } from "./make-channels.ts";

/** Every channel has 1.0.0 and 1.1.0. */
async function publishTwo() {
  const world = makePublicationWorld();
  for (const version of ["1.0.0", "1.1.0"]) await world.publish(makePublication(version));
  return world;
}
type World = Awaited<ReturnType<typeof publishTwo>>;

/** What one channel alone would do with a publication, by its own word and this ledger. */
async function planAlone(world: World, config: ChannelConfig, publication: Publication, ledger: ChannelLedger | null) {
  const { manifest, digest, request, zip } = publication;
  const { name, version } = manifest;
  const read = await readLedger(world.ports.registry, name, version);
  const { registry, runId, now } = world.ports;
  const book = openLedgerBook({ registry, subject: { name, version, digest, request }, read, runId, now });
  const [channel] = makeChannels([config], makeTools(world.ports, book));
  if (!channel) throw new Error("no channel");
  const answers = new Map([[config.name, await askChannel(channel, publication)]]);
  const want = { name, version, digest, size: zip.byteLength, channels: [config] };
  return planPublication(want, { ledger, answers })[0];
}

const retracted = (config: ChannelConfig, { digest }: Publication): ChannelLedger => ({
  schemaVersion: 1,
  name: pluginName,
  version: "1.1.0",
  digest,
  request: 1,
  channels: [{ channel: config.name, kind: config.kind, state: "retracted", at: "2026-06-02T00:00:00Z", run: "1" }],
});
const same = makePublication("1.1.0");
const cases: readonly [string, string, Publication, RegExp, boolean][] = [
  ["version_exists", "other bytes of a version", makePublication("1.1.0", "other"), /other bytes/u, false],
  ["version_not_higher", "a lower version that was never there", makePublication("1.0.5"), /1\.1\.0/u, false],
  ["version_revoked", "a version that was retracted", same, /retracted|revoked/u, true],
];

describe.each(everyChannel)("the channel $kind, by its own word", (config) => {
  it.each(cases)("refuses with %s: %s", async (code, _, publication, words, isRetracted) => {
    const world = await publishTwo();
    const before = JSON.stringify([world.api.state.releases, world.api.state.kits, world.npm.published]);
    const ledger = isRetracted ? retracted(config, publication) : null;
    expect(await planAlone(world, config, publication, ledger)).toMatchObject({
      action: "refuse",
      trouble: { code, message: expect.stringMatching(words), hint: expect.stringMatching(/version/u) },
    });
    expect(JSON.stringify([world.api.state.releases, world.api.state.kits, world.npm.published])).toBe(before);
  });

  it("has nothing to do for the same bytes, also of the version below", async () => {
    const world = await publishTwo();
    for (const version of ["1.0.0", "1.1.0"])
      expect(await planAlone(world, config, makePublication(version), world.readLedger(version))).toMatchObject({
        action: "none",
      });
  });
});

const at = "2026-06-02T00:00:00Z";
const input = { name: pluginName, version: "1.1.0", reason: "leaks", by: [] };
const forbidden: readonly [string, string, Publication, (registry: Registry) => Registry][] = [
  ["version_exists", "with other bytes", makePublication("1.1.0", "other"), (registry) => registry],
  ["version_not_higher", "below the highest", makePublication("1.0.5"), (registry) => registry],
  ["version_revoked", "that is suspended", same, (registry) => suspendVersion(registry, input, at)],
  ["version_revoked", "that is revoked", same, (registry) => revokeVersion(registry, input, at)],
  ["version_removed", "that was taken out for ever", same, (registry) => removeVersion(registry, input, at)],
];

describe.each(forbidden)("%s: a version %s", (code, _, publication, change) => {
  async function open() {
    const world = await publishTwo();
    await world.store.commit({ message: "change", decide: ({ registry }) => ({ registry: change(registry) }) });
    return world;
  }

  it("is refused by the registry, and by every run before it writes anything anywhere", async () => {
    const world = await open();
    const { registry } = await world.store.read();
    const { manifest, entry, mergeSha, pullRequest, request } = publication;
    const assets = { zip: "https://x.test/z", bundle: "https://x.test/b", sbom: "https://x.test/s" };
    const offered = { ...entry, mergeSha, pullRequest, request, publishedAt: at, assets };
    expect(() => addVersion(registry, { manifest, entry: offered }, at)).toThrow(expect.objectContaining({ code }));
    world.onWrite = (_moment, what) => {
      throw new Error(`written: ${what}`);
    };
    await expect(world.publish(publication)).rejects.toMatchObject({ code, hint: expect.stringMatching(/version/u) });
  });

  it("is refused on each channel in a dry run too", async () => {
    const world = await open();
    // A forge whose other channels came later and know nothing of it.
    world.npm.documents.clear();
    world.api.state.kits = [];
    const { manifest, digest, zip } = publication;
    const inputs = {
      phase: "plan",
      name: pluginName,
      headSha: publication.entry.headSha,
      digest,
      zipDir: "/x",
    } as const;
    const plan = await planChannels(inputs, world.ports, zip).catch((error: unknown) => String(error));
    if (typeof plan === "string") return expect(plan).toContain(manifest.version);
    expect(plan.message).toContain(code);
    expect(plan.message).not.toContain("would");
  });
});
