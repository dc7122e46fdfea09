import { RekorWitness, TSAWitness, type Witness } from "@sigstore/sign";
import { makeKeySigner } from "./key-signer.ts";
import { makeKeylessSigner, patience, type SigningSetup } from "./keyless-signer.ts";
import { makePkcs11Signer } from "./pkcs11/pkcs11-signer.ts";
import type { RunTokenTool } from "./pkcs11/run-token-tool.ts";
import type { SignerConfig, WitnessConfig } from "./signer-config.ts";
import type { TokenProvider } from "./token-provider.ts";
import type { VaultApi } from "./vault/vault-api.ts";
import { makeVaultSigner } from "./vault/vault-signer.ts";

/** Secrets that a driver may ask for; none is ever read that the mode does not need. */
export const secretNames = {
  key: "PLUGSMITH_SIGNING_KEY",
  passphrase: "PLUGSMITH_SIGNING_PASSPHRASE",
  pin: "PLUGSMITH_PKCS11_PIN",
  vaultToken: "PLUGSMITH_VAULT_TOKEN",
} as const;

/** What drivers need of the outside. */
export interface SignerPorts {
  /** @throws ForgeError `secret_missing`, `secret_exposed`. */
  readSecret(name: string): string;
  /** OIDC tokens of the job for an audience: `sigstore`, or the address of Vault. */
  tokens(audience: string): TokenProvider;
  readonly runTokenTool: RunTokenTool;
  connectVault(server: { readonly url: string; readonly namespace?: string }): VaultApi;
  /** Milliseconds since 1970. */
  now(): number;
}

function makeWitnesses({ rekorUrl, timestampUrl }: WitnessConfig): Witness[] {
  const witnesses: Witness[] = [];
  if (rekorUrl !== undefined)
    witnesses.push(new RekorWitness({ rekorBaseURL: rekorUrl, entryType: "dsse", ...patience }));
  if (timestampUrl !== undefined) witnesses.push(new TSAWitness({ tsaBaseURL: timestampUrl, ...patience }));
  return witnesses;
}

/**
 * The driver of the configured mode.
 * @throws ForgeError `secret_missing`, `secret_exposed`, `signing_key_invalid`, `config_invalid`.
 */
export function makeSigner(config: SignerConfig, ports: SignerPorts): SigningSetup {
  switch (config.mode) {
    case "key": {
      const pem = ports.readSecret(secretNames.key);
      return { signer: makeKeySigner(pem, ports.readSecret(secretNames.passphrase)), witnesses: makeWitnesses(config) };
    }
    case "pkcs11": {
      const signer = makePkcs11Signer(config.pkcs11, ports.readSecret(secretNames.pin), ports.runTokenTool);
      return { signer, witnesses: makeWitnesses(config) };
    }
    case "vault": {
      const { vault } = config;
      const credentials =
        vault.login === null
          ? { token: ports.readSecret(secretNames.vaultToken) }
          : { ...vault.login, getJwt: () => ports.tokens(vault.url).getToken() };
      const access = { credentials, now: () => ports.now() };
      const signer = makeVaultSigner(vault, ports.connectVault(vault), access);
      return { signer, witnesses: makeWitnesses(config) };
    }
    default:
      return makeKeylessSigner(config, ports.tokens("sigstore"));
  }
}
