import { startLocalSigstore } from "@plugsmith/local";
import type { TrustPolicy } from "@plugsmith/schemas";
import {
  applyTokenCall,
  createVaultTransport,
  makeSigner,
  type SignerConfig,
  type SigningSetup,
  secretNames,
} from "@plugsmith/signers";
import {
  FakeTransitKey,
  findSoftToken,
  makeSoftToken,
  makeTestKey,
  startFakeVault,
  testPassphrase,
} from "@plugsmith/signers/testing";
import { makeKeyPolicy, makePolicy } from "@plugsmith/trust/testing";

/** A driver ready to sign, and the policy that takes what it signs. */
export interface SignVariant {
  readonly setup: SigningSetup;
  readonly policy: TrustPolicy;
}

export interface SignSetups {
  readonly variants: Readonly<Record<string, SignVariant>>;
  /** What could not be measured, and why. */
  readonly missing: readonly string[];
  close(): Promise<void>;
}

const claims = {
  sub: "repo:acme/forge:ref:refs/heads/main",
  repository: "acme/forge",
  repository_id: "42",
  ref: "refs/heads/main",
  event_name: "workflow_dispatch",
  workflow_ref: "acme/forge/.github/workflows/forge-publish.yml@refs/heads/main",
  workflow_sha: "d".repeat(40),
  job_workflow_ref: `acme/plugsmith/.github/workflows/publish.yml@${"c".repeat(40)}`,
  job_workflow_sha: "c".repeat(40),
  runner_environment: "github-hosted",
  run_id: "1001",
  run_attempt: "1",
};

/** Every driver against what this machine can offer: local Sigstore, SoftHSM, our Vault double. */
export async function openSignSetups(): Promise<SignSetups> {
  const sigstore = await startLocalSigstore();
  const vault = await startFakeVault();
  const module = findSoftToken();
  const token = module === null ? null : makeSoftToken(module);
  const open = (config: SignerConfig, secrets: Readonly<Record<string, string>> = {}): SigningSetup =>
    makeSigner(config, {
      readSecret: (name) => secrets[name] ?? "",
      tokens: () => ({ getToken: async () => sigstore.mintToken(claims) }),
      runTokenTool: applyTokenCall,
      connectVault: createVaultTransport,
      now: () => Date.now(),
    });
  const { url, trustedRoot, issuer } = sigstore;
  const variants: Record<string, SignVariant> = {};
  for (const kind of ["p256", "p384", "ed25519"] as const) {
    const { privateKey, publicKey } = makeTestKey(kind);
    const secrets = { [secretNames.key]: privateKey, [secretNames.passphrase]: testPassphrase };
    variants[`key ${kind}`] = { setup: open({ mode: "key" }, secrets), policy: makeKeyPolicy([publicKey]) };
    if (kind === "p256")
      variants["key p256, timestamp"] = {
        setup: open({ mode: "key", timestampUrl: url }, secrets),
        policy: makeKeyPolicy([publicKey], { trustedRoot, thresholds: { signatures: 1, log: 0, timestamp: 1 } }),
      };
  }
  for (const type of ["ecdsa-p256", "ed25519"] as const) {
    const key = new FakeTransitKey(type);
    vault.keys.set(type, key);
    const publicKey = key.pairs[0]?.publicKey.export({ type: "spki", format: "pem" }).toString() ?? "";
    const config = { mode: "vault", vault: { url: vault.url, key: type, mount: "transit", login: null } } as const;
    const setup = open(config, { [secretNames.vaultToken]: vault.tokens.issue({ ttlSeconds: 0 }) });
    variants[`vault ${type}`] = { setup, policy: makeKeyPolicy([publicKey], { mode: "vault" }) };
  }
  if (token) {
    const publicKeys = [token.makeKey("01")];
    const setup = open({ mode: "pkcs11", pkcs11: { ...token.config, publicKeys } }, { [secretNames.pin]: token.pin });
    variants["pkcs11 p256"] = { setup, policy: makeKeyPolicy(publicKeys, { mode: "pkcs11" }) };
  }
  const services = { mode: "keyless-public", fulcioUrl: url, rekorUrl: url, timestampUrl: url } as const;
  variants["keyless"] = { setup: open(services), policy: makePolicy({ issuer, trustedRoot }) };
  return {
    variants,
    missing: token ? [] : ["pkcs11: SoftHSM or OpenSC is not installed (apt-get install softhsm2 opensc)."],
    async close() {
      token?.close();
      await Promise.all([sigstore.close(), vault.close()]);
    },
  };
}
