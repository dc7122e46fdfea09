import { addVersion } from "@plugsmith/registry";
import { ForgeError } from "@plugsmith/schemas";
import { refuseAnswer } from "@plugsmith/trust/github";
import type { ReleaseInputs } from "../parse-publish-inputs.ts";
import type { PublishPorts } from "../publish-ports.ts";
import type { GatheredRelease } from "./gather-release.ts";
import type { ReleaseEffect } from "./plan-release.ts";
import { parseRelease, readReleaseById } from "./read-release.ts";
import type { ReleaseFact } from "./release-fact.ts";

const contentTypes: Readonly<Record<string, string>> = {
  ".zip": "application/zip",
  ".json": "application/json",
  ".jsonl": "application/jsonl",
};

async function createDraft(gathered: GatheredRelease, ports: PublishPorts): Promise<ReleaseFact> {
  const { facts, verified } = gathered;
  const { name, version } = verified.manifest;
  const answer = await ports.api.request("POST", `/repos/${ports.repository}/releases`, {
    tag_name: facts.tag,
    target_commitish: facts.mergeSha,
    name: `${name} ${version}`,
    body: `Digest: \`${verified.digest}\`\n\nApproved by ${verified.approvals.approvals.length} reviewers in #${verified.approvals.pullRequest}. Verify with \`plugsmith verify\`.`,
    draft: true,
  });
  return answer.status === 201 ? parseRelease(answer.body) : refuseAnswer("the draft release", answer);
}

async function uploadAsset(gathered: GatheredRelease, ports: PublishPorts, release: ReleaseFact, name: string) {
  const bytes = gathered.files[name] ?? new Uint8Array();
  const type = contentTypes[name.slice(name.lastIndexOf("."))] ?? "application/octet-stream";
  const answer = await ports.api.upload(`${release.uploadUrl}?name=${encodeURIComponent(name)}`, type, bytes);
  if (answer.status !== 201) refuseAnswer(`the upload of ${name}`, answer);
}

/** Reads the draft once more before it is made unchangeable: exactly the wanted files, all of them. */
async function publishRelease(gathered: GatheredRelease, ports: PublishPorts, release: ReleaseFact) {
  const { facts } = gathered;
  const { assets } = await readReleaseById(ports.api, ports.repository, release.id);
  const isWhole =
    assets.length === Object.keys(facts.wanted).length &&
    assets.every((asset) => asset.complete && facts.wanted[asset.name] === asset.digest);
  if (!isWhole)
    throw new ForgeError("publish_failed", {
      message: "GitHub stored other files in the draft release than were sent.",
      hint: "Run the job again; it replaces what differs.",
    });
  const path = `/repos/${ports.repository}/releases/${release.id}`;
  const body = { tag_name: facts.tag, target_commitish: facts.mergeSha, draft: false };
  const answer = await ports.api.request("PATCH", path, body);
  if (answer.status !== 200) refuseAnswer("publishing the release", answer);
}

async function register(gathered: GatheredRelease, ports: PublishPorts, inputs: ReleaseInputs, id: number) {
  const { verified, files, facts } = gathered;
  const { manifest, digest, approvals } = verified;
  const release = await readReleaseById(ports.api, ports.repository, id);
  const zipName = `${manifest.name}-${manifest.version}.zip`;
  const addressOf = (name: string) => release.assets.find((asset) => asset.name === name)?.url ?? "";
  const entry = {
    digest,
    size: gathered.files[zipName]?.byteLength ?? 0,
    publishedAt: release.publishedAt ?? ports.now().toISOString(),
    request: inputs.request,
    pullRequest: inputs.pullRequest,
    headSha: inputs.headSha,
    mergeSha: inputs.mergeSha,
    tree: approvals.tree,
    runId: ports.runId,
    assets: {
      zip: addressOf(zipName),
      bundle: addressOf(`${zipName}.sigstore.jsonl`),
      sbom: addressOf(`${zipName}.cdx.json`),
    },
  };
  const bundles = Buffer.from(files[`${zipName}.sigstore.jsonl`] ?? []).toString("utf8");
  await ports.registry.commit({
    message: `Publish ${facts.tag}`,
    decide: (snapshot) => {
      const registry = addVersion(snapshot.registry, { manifest, entry }, ports.now().toISOString());
      const attestation = `attestations/${manifest.name}/${manifest.version}.sigstore.jsonl`;
      return registry === snapshot.registry ? null : { registry, files: { [attestation]: bundles } };
    },
  });
}

/**
 * Carries the effects out in order. Stopped anywhere, a new plan goes on from there.
 * @throws ForgeError `publish_failed`, `registry_conflict`, and what `addVersion` throws when somebody else was faster.
 */
export async function applyRelease(
  effects: readonly ReleaseEffect[],
  gathered: GatheredRelease,
  inputs: ReleaseInputs,
  ports: PublishPorts,
): Promise<void> {
  let release = gathered.facts.release;
  for (const effect of effects) {
    if (effect.kind === "create_draft") {
      release = await createDraft(gathered, ports);
      continue;
    }
    if (release === null) throw new ForgeError("publish_failed", { message: "There is no release to work on." });
    if (effect.kind === "upload_asset") await uploadAsset(gathered, ports, release, effect.name);
    else if (effect.kind === "publish_release") await publishRelease(gathered, ports, release);
    else if (effect.kind === "register") await register(gathered, ports, inputs, release.id);
    else {
      const path = `/repos/${ports.repository}/releases/assets/${effect.id}`;
      const answer = await ports.api.request("DELETE", path);
      if (answer.status !== 204 && answer.status !== 404) refuseAnswer(`deleting ${effect.name}`, answer);
    }
  }
}
