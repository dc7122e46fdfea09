import {
  computeDigest,
  ForgeError,
  type PluginManifest,
  parseForgeConfig,
  parsePluginManifest,
} from "@plugsmith/schemas";
import { listChannels, readArchive } from "@plugsmith/trust";
import { pickText, readAnswer, readParsedFile } from "@plugsmith/trust/github";
import type { Publication } from "../channels/channel.ts";
import { makeChannels, makeTools } from "../channels/make-channels.ts";
import type { PlanInputs } from "../parse-publish-inputs.ts";
import type { PublishPorts } from "../publish-ports.ts";
import { readRelease, readTag } from "../release/read-release.ts";
import { gatherPlan } from "./apply-publication.ts";
import { openLedgerBook, readLedger } from "./ledger-book.ts";
import { renderPlan, renderPlanTable } from "./render-publication.ts";

export interface ChannelPlanReport {
  readonly version: string;
  readonly message: string;
  /** Markdown. */
  readonly summary: string;
}

async function readManifest(zip: Uint8Array, name: string): Promise<PluginManifest> {
  const text = (await readArchive(zip)).files.find(({ path }) => path === "plugin.json")?.data.toString("utf8");
  const parsed = parsePluginManifest(JSON.parse(text ?? "null"));
  if (parsed.ok && parsed.value.name === name) return parsed.value;
  throw new ForgeError("input_invalid", { message: `The package has no valid plugin.json of ${name}.` });
}

/** What a published release has besides the zip: files that this run cannot make, because it does not sign. */
async function readPublished({ api, repository }: PublishPorts, tag: string, zipName: string) {
  const release = await readRelease(api, repository, tag);
  const others = release?.draft === false ? release.assets.filter(({ name }) => name !== zipName) : [];
  const path = (id: number) => `/repos/${repository}/releases/assets/${id}`;
  return Object.fromEntries(
    await Promise.all(others.map(async ({ id, name }) => [name, await api.download(path(id))])),
  );
}

/**
 * Phase plan, of dry runs: asks every channel what it has and says what publishing would do. Writes nothing and holds no
 * credential of a channel; nothing is signed yet, so the approved digest is what vouches for the package.
 * @throws ForgeError `digest_mismatch`, `config_invalid`, `ledger_invalid`, and as the registry's store.
 */
export async function planChannels(
  inputs: PlanInputs,
  ports: PublishPorts,
  zip: Uint8Array,
): Promise<ChannelPlanReport> {
  const { name, digest, headSha } = inputs;
  const found = computeDigest(zip);
  if (found !== digest)
    throw new ForgeError("digest_mismatch", {
      message: "The package is not the approved one.",
      facts: { expected: digest, found },
    });
  const { api, repository, loadYaml, registry, runId, now } = ports;
  const manifest = await readManifest(zip, name);
  const { version } = manifest;
  // The snapshot as the store verified it; the ledger's reader holds no key here that could.
  const [snapshot, { ledger }, home] = await Promise.all([
    registry.read(),
    readLedger(registry, name, version),
    readAnswer(api, `/repos/${repository}`),
  ]);
  const place = { repository, path: ".github/forge.yml", ref: pickText(home, "default_branch") };
  const config = await readParsedFile(api, place, parseForgeConfig, "config_invalid", loadYaml);
  const [tag, zipName] = [`${name}@${version}`, `${name}-${version}.zip`];
  const publication: Publication = {
    manifest,
    digest,
    zip,
    files: { [zipName]: zip, ...(await readPublished(ports, tag, zipName)) },
    tag,
    mergeSha: (await readTag(api, repository, tag)) ?? headSha,
    pullRequest: 0,
    request: 0,
    approvals: 0,
    entry: { digest, size: zip.byteLength, headSha, tree: "", runId },
  };
  const subject = { name, version, digest, request: 1 };
  const book = openLedgerBook({ registry, subject, read: { snapshot, ledger }, runId, now });
  const channels = makeChannels(listChannels(config, manifest), makeTools(ports, book));
  const steps = await gatherPlan(channels, publication, book);
  const described = steps.map((step, index) => ({ step, words: channels[index]?.describe(publication) ?? "" }));
  return { version, message: renderPlan(tag, described), summary: renderPlanTable(described).join("\n") };
}
