import { type ForgeConfig, ForgeError, type KeylessPolicy, type KeyPolicy, type TrustPolicy } from "@plugsmith/schemas";
import { isKeyMode, isKeyPolicy, type KeyMode } from "./key-policy.ts";

/** Who signs. A workflow that signs with a certificate is named with all four; for keys its address is enough. */
export interface SignerFacts {
  /** `https://github.com/<owner>/<repo>/.github/workflows/<file>`, without `@ref`. */
  readonly signerWorkflow: string;
  readonly issuer?: string;
  /** Commits of that workflow. */
  readonly signers?: KeylessPolicy["signers"];
  readonly runnerEnvironment?: KeylessPolicy["runnerEnvironment"];
}

export interface ForgePolicyFacts extends SignerFacts {
  readonly repository: string;
  readonly repositoryId: string;
  readonly defaultBranch: string;
  /** `.github/forge.yml` of the default branch: signing mode, keys and required approvals. */
  readonly config: Pick<ForgeConfig, "signing" | "approvals">;
  /** Sigstore TrustedRoot, from the registry branch. */
  readonly trustedRoot: Record<string, unknown> | null;
}

const thresholds = {
  "keyless-public": { log: 1, certificateLog: 1, timestamp: 1 },
  "keyless-github": { log: 0, certificateLog: 0, timestamp: 1 },
} as const;

/** Keys are witnessed by the services that the configuration names, and only by those. */
function decideKeyThresholds(signing: NonNullable<ForgeConfig["signing"]>): KeyPolicy["thresholds"] {
  const log = signing.rekorUrl === undefined ? 0 : 1;
  const timestamp = log + (signing.timestampUrl === undefined ? 0 : 1);
  return { signatures: signing.signatures ?? 1, log, timestamp };
}

/** A review alone leaves nothing that a verifier could check again; a signature does. */
function decideApprovals({ required, proof }: ForgeConfig["approvals"]): TrustPolicy["approvals"] {
  return { required, ...((proof === "ssh" || proof === "ssh-sk") && { proof }) };
}

function makeKeyPolicy(facts: ForgePolicyFacts, mode: KeyMode): KeyPolicy {
  const { signing, approvals } = facts.config;
  if (signing?.keys === undefined)
    throw new ForgeError("policy_invalid", {
      message: `Signing mode ${mode} needs signing.keys: without the public keys nothing could be verified.`,
      hint: "Add the public key to signing.keys in .github/forge.yml; docs/signing.md tells how to make one.",
    });
  const trustedRoot = requireTrustedRoot(facts.trustedRoot, signing);
  return {
    schemaVersion: 1,
    mode,
    keys: signing.keys,
    signerWorkflow: facts.signerWorkflow,
    repository: facts.repository,
    repositoryId: facts.repositoryId,
    thresholds: decideKeyThresholds(signing),
    approvals: decideApprovals(approvals),
    ...(trustedRoot === null ? {} : { trustedRoot }),
  };
}

/**
 * The policy that a forge's own packages must meet: who signs is given, how is the configuration's word.
 * @throws ForgeError `policy_invalid` for a mode of keys without keys, for a keyless mode without a certificate's facts, or
 *   without the trusted root that the mode needs.
 */
export function makeForgePolicy(facts: ForgePolicyFacts): TrustPolicy {
  const mode = facts.config.signing?.mode ?? "keyless-public";
  if (isKeyMode(mode)) return makeKeyPolicy(facts, mode);
  const { issuer, signers, runnerEnvironment } = facts;
  if (issuer === undefined || signers === undefined || runnerEnvironment === undefined)
    throw new ForgeError("policy_invalid", {
      message: `Signing mode ${mode} needs the identity of the workflow that signed, and only a key is named.`,
      hint: "The signing mode changed between signing and publishing; publish again.",
    });
  return {
    schemaVersion: 1,
    mode,
    issuer,
    signerWorkflow: facts.signerWorkflow,
    signers,
    repository: facts.repository,
    repositoryId: facts.repositoryId,
    sourceRef: `refs/heads/${facts.defaultBranch}`,
    trigger: "workflow_dispatch",
    runnerEnvironment,
    thresholds: thresholds[mode],
    approvals: decideApprovals(facts.config.approvals),
    trustedRoot: requireTrustedRoot(facts.trustedRoot, facts.config.signing) ?? {},
  };
}

/** Who signed, as a policy names it. */
export function pickSigner(policy: TrustPolicy): SignerFacts {
  const { signerWorkflow } = policy;
  if (isKeyPolicy(policy)) return { signerWorkflow };
  const { issuer, signers, runnerEnvironment } = policy;
  return { signerWorkflow, issuer, signers, runnerEnvironment };
}

/**
 * The trusted root, where signing needs one: always, but for keys without log and timestamp.
 * @throws ForgeError `policy_invalid` when the registry names none: nothing could be verified before publishing.
 */
function requireTrustedRoot(
  root: Record<string, unknown> | null,
  signing: ForgeConfig["signing"],
): Record<string, unknown> | null {
  const alone =
    signing && isKeyMode(signing.mode) && signing.rekorUrl === undefined && signing.timestampUrl === undefined;
  if (root === null && !alone)
    throw new ForgeError("policy_invalid", {
      message: "The registry branch has no trusted_root.json, so signatures cannot be verified before publishing.",
      hint: "Put the Sigstore TrustedRoot of your signing services there; `plugsmith init` writes it.",
    });
  return root;
}

/**
 * What the publish workflow asks before it merges: that it could sign and verify afterwards.
 * @throws ForgeError `policy_invalid` without the trusted root that signing needs, or where one signature is not enough.
 */
export function requireSignable(root: Record<string, unknown> | null, signing: ForgeConfig["signing"]): void {
  requireTrustedRoot(root, signing);
  const signatures = signing && isKeyMode(signing.mode) ? (signing.signatures ?? 1) : 1;
  if (signatures > 1)
    throw new ForgeError("policy_invalid", {
      message: `signing.signatures is ${signatures}, but the publish workflow makes one signature.`,
      hint: "Set it to 1 to publish here; packages for two keys are signed and handed out by people with `plugsmith sign`.",
    });
}
