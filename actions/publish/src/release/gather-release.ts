import { checkVersion } from "@plugsmith/registry";
import { computeDigest, ForgeError, parseForgeConfig, parseTrustPolicy, type TrustPolicy } from "@plugsmith/schemas";
import { makeForgePolicy, pickSigner, type VerifiedPackage, verifyPackage } from "@plugsmith/trust";
import { pickId, pickText, readAnswer, readParsedFile } from "@plugsmith/trust/github";
import type { ReleaseInputs } from "../parse-publish-inputs.ts";
import type { PublishPorts } from "../publish-ports.ts";
import type { ReleaseFacts } from "./plan-release.ts";
import { readRelease, readTag } from "./read-release.ts";
import type { SignedFiles } from "./signed-files.ts";

export interface GatheredRelease {
  readonly facts: ReleaseFacts;
  readonly verified: VerifiedPackage;
  /** Bytes of each file that belongs to the release. */
  readonly files: Readonly<Record<string, Uint8Array>>;
}

function parsePolicyFile(text: string): TrustPolicy {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Refused below like any other value that is no policy.
  }
  const parsed = parseTrustPolicy(value);
  if (parsed.ok) return parsed.value;
  throw new ForgeError("policy_invalid", { message: "The policy that the sign step wrote cannot be read." });
}

/** Only who signed is taken from the sign step; everything else is the configuration's, the API's and the registry's word. */
async function gatherPolicy(
  ports: PublishPorts,
  files: SignedFiles,
  trustedRoot: Record<string, unknown> | null,
): Promise<TrustPolicy> {
  const { api, repository, loadYaml } = ports;
  const home = await readAnswer(api, `/repos/${repository}`);
  const defaultBranch = pickText(home, "default_branch");
  const place = { repository, path: ".github/forge.yml", ref: defaultBranch };
  const config = await readParsedFile(api, place, parseForgeConfig, "config_invalid", loadYaml);
  return makeForgePolicy({
    ...pickSigner(parsePolicyFile(files.policy)),
    repository,
    repositoryId: String(pickId(home, "id")),
    defaultBranch,
    config,
    trustedRoot,
  });
}

/**
 * Verifies the signed package and reads what exists of its release.
 * @throws ForgeError everything that `verifyPackage`, `checkVersion` and `makeForgePolicy` throw.
 */
export async function gatherRelease(
  inputs: ReleaseInputs,
  ports: PublishPorts,
  signed: SignedFiles,
): Promise<GatheredRelease> {
  const { api, repository } = ports;
  const { name, digest, mergeSha } = inputs;
  const { registry, reviewers, trustedRoot } = await ports.registry.read();
  const policy = await gatherPolicy(ports, signed, inputs.trustedRoot === "" ? trustedRoot : signed.trustedRoot);
  const verified = await verifyPackage({
    zip: signed.zip,
    bundles: signed.bundles,
    policy,
    reviewers,
    revocations: registry.revocations,
    expected: { name, version: signed.version, digest },
  });
  const { approvals, provenance } = verified;
  if (
    provenance.headSha !== inputs.headSha ||
    approvals.pullRequest !== inputs.pullRequest ||
    approvals.request !== inputs.request
  )
    throw new ForgeError("attestation_missing", { message: "The attestations are of another commit or request." });
  const zipName = `${name}-${signed.version}.zip`;
  const files = {
    [zipName]: signed.zip,
    [`${zipName}.cdx.json`]: signed.sbom,
    [`${zipName}.sigstore.jsonl`]: Buffer.from(signed.bundles),
  };
  const tag = `${name}@${signed.version}`;
  const registered = checkVersion(registry, name, signed.version, digest);
  const [release, tagSha] = await Promise.all([readRelease(api, repository, tag), readTag(api, repository, tag)]);
  const wanted = Object.fromEntries(Object.entries(files).map(([file, bytes]) => [file, computeDigest(bytes)]));
  return { facts: { tag, mergeSha, tagSha, release, wanted, registered }, verified, files };
}
