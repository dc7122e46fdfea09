import { checkVersion, listTestedVersions } from "@plugsmith/registry";
import {
  computeDigest,
  type ForgeConfig,
  ForgeError,
  parseForgeConfig,
  parseTrustPolicy,
  type TrustPolicy,
} from "@plugsmith/schemas";
import { makeForgePolicy, pickSigner, verifyPackage } from "@plugsmith/trust";
import { pickId, pickText, readAnswer, readParsedFile } from "@plugsmith/trust/github";
import type { Publication } from "../channels/channel.ts";
import type { ReleaseInputs } from "../parse-publish-inputs.ts";
import { type LedgerRead, readLedger } from "../publication/ledger-book.ts";
import type { PublishPorts } from "../publish-ports.ts";
import { gatherBundles } from "./gather-bundles.ts";
import type { SignedFiles } from "./signed-files.ts";

export interface GatheredRelease {
  readonly publication: Publication;
  readonly config: ForgeConfig;
  readonly read: LedgerRead;
  /** What verification proved, as sentences. */
  readonly proved: readonly string[];
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
): Promise<{ readonly policy: TrustPolicy; readonly config: ForgeConfig }> {
  const { api, repository, loadYaml } = ports;
  const home = await readAnswer(api, `/repos/${repository}`);
  const defaultBranch = pickText(home, "default_branch");
  const place = { repository, path: ".github/forge.yml", ref: defaultBranch };
  const config = await readParsedFile(api, place, parseForgeConfig, "config_invalid", loadYaml);
  const policy = makeForgePolicy({
    ...pickSigner(parsePolicyFile(files.policy)),
    repository,
    repositoryId: String(pickId(home, "id")),
    defaultBranch,
    config,
    trustedRoot,
  });
  return { policy, config };
}

/**
 * Verifies the signed package, and reads configuration, registry and ledger.
 * @throws ForgeError everything that `verifyPackage`, `checkVersion`, `readLedger` and `makeForgePolicy` throw.
 */
export async function gatherRelease(
  inputs: ReleaseInputs,
  ports: PublishPorts,
  signed: SignedFiles,
  verify: typeof verifyPackage = (evidence) => verifyPackage(evidence),
): Promise<GatheredRelease> {
  const { name, digest, mergeSha, headSha, pullRequest, request } = inputs;
  const read = await readLedger(ports.registry, name, signed.version);
  const { registry, reviewers, trustedRoot } = read.snapshot;
  const root = inputs.trustedRoot === "" ? trustedRoot : signed.trustedRoot;
  const zipName = `${name}-${signed.version}.zip`;
  const tag = `${name}@${signed.version}`;
  const bundleName = `${zipName}.sigstore.jsonl`;
  const { policy, config } = await gatherPolicy(ports, signed, root);
  const others = { [zipName]: signed.zip, [`${zipName}.cdx.json`]: signed.sbom };
  const digests = Object.fromEntries(Object.entries(others).map(([file, bytes]) => [file, computeDigest(bytes)]));
  const question = { tag, bundleName, others: digests, own: signed.bundles };
  const { bundles, verified } = await gatherBundles(ports, question, async (text) => {
    const found = await verify({
      zip: signed.zip,
      bundles: text,
      policy,
      reviewers,
      revocations: registry.revocations,
      expected: { name, version: signed.version, digest },
    });
    if (
      found.provenance.headSha !== headSha ||
      found.approvals.pullRequest !== pullRequest ||
      found.approvals.request !== request
    )
      throw new ForgeError("attestation_missing", { message: "The attestations are of another commit or request." });
    return found;
  });
  const { approvals, manifest, proved, tests } = verified;
  // Of the bundles that stay with the version, so that a later run says the same of it.
  const testedVersions = listTestedVersions(tests, manifest);
  checkVersion(registry, name, signed.version, digest);
  const files = { ...others, [bundleName]: Buffer.from(bundles) };
  const entry = {
    digest,
    size: signed.zip.byteLength,
    headSha,
    tree: approvals.tree,
    runId: ports.runId,
    ...(testedVersions.length > 0 && { testedVersions }),
  };
  const publication: Publication = {
    manifest,
    digest,
    zip: signed.zip,
    files,
    tag,
    mergeSha,
    pullRequest,
    request,
    approvals: approvals.approvals.length,
    entry,
  };
  return { publication, config, read, proved };
}
