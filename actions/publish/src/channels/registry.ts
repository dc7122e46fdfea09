import { addVersion, checkVersion, findVersion } from "@plugsmith/registry";
import { type ChannelEvidence, ForgeError, type RegistryVersion } from "@plugsmith/schemas";
import type { ChannelAnswer } from "@plugsmith/trust";
import { readRelease } from "../release/read-release.ts";
import type { MakeChannel, Publication } from "./channel.ts";

/** The forge's registry, which benches load from. The version, its attestations and the ledger are one commit. */
export const makeRegistryChannel: MakeChannel = (config, tools) => {
  const { api, repository, serverUrl, ledger } = tools;
  const evidenceOf = (entry: Pick<RegistryVersion, "digest" | "publishedAt">): ChannelEvidence => ({
    url: `${serverUrl}/${repository}/tree/forge/registry`,
    digest: entry.digest,
    at: entry.publishedAt,
  });

  async function makeEntry({ tag, manifest, entry, mergeSha, pullRequest, request }: Publication) {
    const release = await readRelease(api, repository, tag);
    if (!release || release.draft)
      throw new ForgeError("publish_failed", {
        message: `The release ${tag} is not published, and the registry names its files.`,
        hint: "Run the job again; it goes on where it stopped.",
      });
    const zipName = `${manifest.name}-${manifest.version}.zip`;
    const addressOf = (name: string) => release.assets.find((asset) => asset.name === name)?.url ?? "";
    const publishedAt = release.publishedAt ?? tools.now().toISOString();
    const assets = {
      zip: addressOf(zipName),
      bundle: addressOf(`${zipName}.sigstore.jsonl`),
      sbom: addressOf(`${zipName}.cdx.json`),
    };
    return { ...entry, publishedAt, request, pullRequest, mergeSha, assets };
  }

  return {
    config,
    describe: () => "enter the version in the registry",
    async read({ manifest, digest }): Promise<ChannelAnswer> {
      const { registry } = ledger.snapshot;
      if (!checkVersion(registry, manifest.name, manifest.version, digest)) return { state: "absent" };
      const entry = findVersion(registry, manifest.name, manifest.version);
      return entry ? { state: "published", evidence: evidenceOf(entry) } : { state: "absent" };
    },
    async publish(publication) {
      const { manifest, files, tag } = publication;
      const entry = await makeEntry(publication);
      const bundles = Buffer.from(files[`${manifest.name}-${manifest.version}.zip.sigstore.jsonl`] ?? []).toString(
        "utf8",
      );
      ledger.note({ channel: config.name, kind: config.kind, state: "published", evidence: evidenceOf(entry) });
      await ledger.commit(`Publish ${tag}`, (snapshot) => {
        const registry = addVersion(snapshot.registry, { manifest, entry }, tools.now().toISOString());
        const attestation = `attestations/${manifest.name}/${manifest.version}.sigstore.jsonl`;
        return registry === snapshot.registry ? null : { registry, files: { [attestation]: bundles } };
      });
    },
    // Revoking is what took it back.
    retract: async () => ({ url: `${serverUrl}/${repository}/tree/forge/registry` }),
  };
};
