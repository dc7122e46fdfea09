import type { RegistryStore } from "@plugsmith/registry";
import { computeDigest, ForgeError } from "@plugsmith/schemas";
import {
  makeSignerConfig,
  type SignerConfig,
  type SigningSetup,
  signStatement,
  type TokenProvider,
} from "@plugsmith/signers";
import {
  isKeyMode,
  makeForgePolicy,
  readArchive,
  requireListed,
  requireSignable,
  type Statement,
  verifyPackage,
  verifyPackageIndex,
} from "@plugsmith/trust";
import {
  type GitHubApi,
  gatherPublication,
  type Publication,
  readPluginTree,
  readTestEvidence,
  requireQuorum,
} from "@plugsmith/trust/github";
import { makeStatements, nameWorkflow } from "./make-statements.ts";
import { parseClaims } from "./parse-claims.ts";
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
  /** Predicate types of what was signed. */
  readonly attested: readonly string[];
  /** Sentences: what could not be attested, and why. */
  readonly missing: readonly string[];
  readonly proved: readonly string[];
}

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

/** What the run found whose result people approved. Without a run nothing was approved, and nothing gets here. */
function gatherTests(ports: SignPorts, inputs: SignInputs, { pipeline, manifest }: Publication) {
  if (pipeline === null) return { kind: "unusable" as const, why: "no pipeline run was found" };
  const { repository, api } = ports;
  const { name, headSha, digest } = inputs;
  return readTestEvidence(api, {
    repository,
    pipeline,
    plugin: { name, version: manifest.version },
    headSha,
    digest,
  });
}

/** Several at once where a service signs; a token or key of somebody's own is asked one thing after the other. */
async function signAll(statements: readonly Statement[], setup: SigningSetup, mode: string): Promise<string> {
  const sign = async (statement: Statement) => JSON.stringify(await signStatement(statement, setup));
  if (!isKeyMode(mode)) return `${(await Promise.all(statements.map(sign))).join("\n")}\n`;
  const lines: string[] = [];
  for (const statement of statements) lines.push(await sign(statement));
  return `${lines.join("\n")}\n`;
}

/**
 * Signs a merged package: reads digest, pull request, approvals and the approved run's results again, signs what is true of it, and
 * verifies the whole as a stranger would before handing it out.
 * @throws ForgeError `digest_mismatch`, `quorum_missing`, `head_moved`, `not_now`, `tree_mismatch`, `signing_failed`,
 *   and everything that `verifyPackage` throws.
 */
export async function signPackage(inputs: SignInputs, ports: SignPorts): Promise<SignedPackage> {
  const { reviewers, registry, trustedRoot, signers } = await ports.registry.read();
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
  const { index } = verifyPackageIndex(await readArchive(zip));
  requireQuorum(quorum, headSha);
  await checkMerge(ports, inputs, publication);
  const claims = parseClaims(await ports.tokens.getToken());
  if (!isKeyMode(config.signing?.mode ?? "keyless-public"))
    requireListed({ workflow: nameWorkflow(claims), digest: claims.jobWorkflowSha, at: ports.now() }, signers);
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
  const { statements, missing } = makeStatements({
    inputs,
    repository,
    publication,
    claims,
    index,
    sbom,
    tests: await gatherTests(ports, inputs, publication),
    at: now,
  });
  const signer = makeSignerConfig(config.signing);
  const bundles = await signAll(statements, ports.makeSigner(signer), signer.mode);
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
    attested: statements.map(({ predicateType }) => predicateType),
    missing,
    proved,
  };
}
