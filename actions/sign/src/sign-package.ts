import type { RegistryStore } from "@plugsmith/registry";
import { computeDigest, ForgeError } from "@plugsmith/schemas";
import {
  makeApproval,
  makeProvenance,
  makeSignerConfig,
  makeSummary,
  type SignerConfig,
  type SigningSetup,
  signStatement,
  type TokenProvider,
} from "@plugsmith/signers";
import {
  computePermissionsDigest,
  makeForgePolicy,
  requireSignable,
  type Statement,
  verifyPackage,
} from "@plugsmith/trust";
import {
  type GitHubApi,
  gatherPublication,
  type Publication,
  readPluginTree,
  requireQuorum,
} from "@plugsmith/trust/github";
import { type JobClaims, parseClaims } from "./parse-claims.ts";
import type { SignInputs } from "./parse-sign-inputs.ts";

/** What signing needs of the outside. */
export interface SignPorts {
  readonly repository: string;
  readonly api: GitHubApi;
  readonly registry: Pick<RegistryStore, "read">;
  readonly tokens: TokenProvider;
  /** The driver of a mode. @throws ForgeError when its key or secrets cannot be had. */
  makeSigner(config: SignerConfig): SigningSetup;
  loadYaml(text: string): unknown;
  /** A file of the package artifact, null when it is missing. */
  readFile(name: string): Uint8Array | null;
  now(): Date;
}

export interface SignedPackage {
  readonly version: string;
  readonly digest: string;
  /** Files for the release step by name: package, SBOM, bundle, policy. */
  readonly files: Readonly<Record<string, Uint8Array | string>>;
  readonly approvers: readonly string[];
  readonly proved: readonly string[];
}

// Fulcio names GitHub's workflows by this address, wherever the API was asked.
const serverUrl = "https://github.com";

/** The workflow that signs, without its commit. */
const nameWorkflow = ({ jobWorkflowRef }: JobClaims) => `${serverUrl}/${jobWorkflowRef.split("@")[0]}`;

function requireFile(ports: SignPorts, name: string): Uint8Array {
  const bytes = ports.readFile(name);
  if (bytes) return bytes;
  throw new ForgeError("input_invalid", {
    message: `${name} is not in zip-dir.`,
    hint: "Download the artifact forge-package of this run into zip-dir.",
  });
}

async function checkMerge(ports: SignPorts, inputs: SignInputs, publication: Publication): Promise<void> {
  const { pull, pin, tree } = publication;
  if (!pull.merged || pull.mergeSha !== inputs.mergeSha)
    throw new ForgeError("not_now", {
      message: `Pull request #${pull.number} is not merged by ${inputs.mergeSha.slice(0, 7)}.`,
      hint: "Run the merge job first.",
    });
  if (pin.requestNumber !== inputs.request)
    throw new ForgeError("input_invalid", {
      message: `The plugin was made for request #${pin.requestNumber}, not #${inputs.request}.`,
    });
  if ((await readPluginTree(ports.api, ports.repository, inputs.mergeSha, inputs.name)) !== tree)
    throw new ForgeError("tree_mismatch", { hint: "Somebody else changed the folder; have it reviewed again." });
}

function makeStatements(
  inputs: SignInputs,
  ports: SignPorts,
  publication: Publication,
  claims: JobClaims,
): Statement[] {
  const { manifest, tree, repositoryId, quorum, excluded, confirmation, signatures } = publication;
  const { name, headSha, digest, pullRequest, request } = inputs;
  const at = ports.now().toISOString();
  const { repository } = ports;
  const shared = { zipName: `${name}-${manifest.version}.zip`, digest, repository, headSha, tree };
  const provenance = makeProvenance({ ...shared, ...claims, serverUrl, name, startedAt: at });
  const plugin = { name, version: manifest.version };
  const confirmed = confirmation === null ? {} : { permissions: computePermissionsDigest(manifest.permissions) };
  const decision = { quorum, excluded, signatures, ...confirmed, decidedAt: at };
  const approval = makeApproval({ ...shared, repositoryId, pullRequest, request, plugin, ...decision });
  const signerWorkflow = nameWorkflow(claims);
  const summary = makeSummary({
    ...shared,
    serverUrl,
    plugin,
    mergeSha: inputs.mergeSha,
    signerWorkflow,
    quorum,
    approval,
    at,
  });
  return [provenance, approval, ...(summary ? [summary] : [])];
}

/**
 * Signs a merged package: reads digest, pull request and approvals again, signs provenance and approvals, and verifies the
 * result as an agent would before handing it out.
 * @throws ForgeError `digest_mismatch`, `quorum_missing`, `head_moved`, `not_now`, `tree_mismatch`, `signing_failed`,
 *   and everything that `verifyPackage` throws.
 */
export async function signPackage(inputs: SignInputs, ports: SignPorts): Promise<SignedPackage> {
  const { reviewers, registry, trustedRoot } = await ports.registry.read();
  const { name, headSha, pullRequest, digest } = inputs;
  const { repository, api, loadYaml } = ports;
  const now = ports.now().toISOString();
  const publication = await gatherPublication(api, {
    repository,
    name,
    headSha,
    pullRequest,
    digest,
    reviewers,
    registry,
    now,
    loadYaml,
  });
  const { manifest, config, repositoryId, defaultBranch, quorum } = publication;
  requireSignable(trustedRoot, config.signing);
  const zipName = `${name}-${manifest.version}.zip`;
  const zip = requireFile(ports, zipName);
  const sbom = requireFile(ports, `${zipName}.cdx.json`);
  const found = computeDigest(zip);
  if (found !== digest)
    throw new ForgeError("digest_mismatch", { facts: { expected: digest, found }, hint: "Run the rebuild job again." });
  requireQuorum(quorum, headSha);
  await checkMerge(ports, inputs, publication);
  const claims = parseClaims(await ports.tokens.getToken());
  const policy = makeForgePolicy({
    issuer: claims.issuer,
    signerWorkflow: nameWorkflow(claims),
    signers: [claims.jobWorkflowSha],
    runnerEnvironment: claims.runnerEnvironment,
    repository,
    repositoryId,
    defaultBranch,
    config,
    trustedRoot,
  });
  const setup = ports.makeSigner(makeSignerConfig(config.signing));
  const lines: string[] = [];
  for (const statement of makeStatements(inputs, ports, publication, claims))
    lines.push(JSON.stringify(await signStatement(statement, setup)));
  const bundles = `${lines.join("\n")}\n`;
  const expected = { name, version: manifest.version, digest };
  const { proved } = await verifyPackage({
    zip,
    bundles,
    policy,
    reviewers,
    revocations: registry.revocations,
    expected,
  });
  return {
    version: manifest.version,
    digest,
    files: {
      [zipName]: zip,
      [`${zipName}.cdx.json`]: sbom,
      [`${zipName}.sigstore.jsonl`]: bundles,
      [`${zipName}.policy.json`]: `${JSON.stringify(policy, null, 2)}\n`,
    },
    approvers: quorum.counted.map((review) => review.login),
    proved,
  };
}
