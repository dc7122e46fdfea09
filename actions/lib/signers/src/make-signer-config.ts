import { type ForgeConfig, ForgeError } from "@plugsmith/schemas";
import {
  githubSigstore,
  type KeylessConfig,
  publicGoodSigstore,
  type SignerConfig,
  type VaultKey,
  type WitnessConfig,
} from "./signer-config.ts";

type Signing = NonNullable<ForgeConfig["signing"]>;

const refuse = (message: string): never => {
  throw new ForgeError("config_invalid", {
    message,
    hint: "Correct `signing:` in .github/forge.yml; docs/signing.md shows every mode.",
  });
};

function makeKeylessConfig(mode: KeylessConfig["mode"], signing: Signing | undefined): KeylessConfig {
  const base: KeylessConfig = mode === "keyless-public" ? publicGoodSigstore : githubSigstore;
  const rekorUrl = mode === "keyless-public" ? (signing?.rekorUrl ?? base.rekorUrl) : undefined;
  const timestampUrl = signing?.timestampUrl ?? base.timestampUrl;
  const isNewLog = rekorUrl !== undefined && signing?.rekorVersion === 2;
  if (isNewLog && timestampUrl === undefined)
    refuse("signing.rekorVersion 2 needs signing.timestampUrl: that log tells no time.");
  return {
    mode,
    fulcioUrl: signing?.fulcioUrl ?? base.fulcioUrl,
    ...(rekorUrl === undefined ? {} : { rekorUrl }),
    ...(isNewLog ? { rekorVersion: 2 as const } : {}),
    ...(timestampUrl === undefined ? {} : { timestampUrl }),
  };
}

const isLocal = (host: string) => host === "127.0.0.1" || host === "[::1]" || host === "localhost";

function makeVaultKey(vault: NonNullable<Signing["vault"]>): VaultKey {
  const { protocol, hostname, origin } = new URL(vault.url);
  // The token travels in a header; plain text would show it to the network.
  if (protocol !== "https:" && !isLocal(hostname)) refuse("signing.vault.url must be https.");
  return {
    url: origin,
    key: vault.key,
    mount: vault.mount ?? "transit",
    ...(vault.keyVersion === undefined ? {} : { keyVersion: vault.keyVersion }),
    ...(vault.namespace === undefined ? {} : { namespace: vault.namespace }),
    login: vault.role === undefined ? null : { role: vault.role, mount: vault.authMount ?? "jwt" },
  };
}

/**
 * How to sign, from `signing:` of `.github/forge.yml`; public-good Sigstore where it says nothing. Nothing else chooses.
 * @throws ForgeError `config_invalid` when the mode's own part is missing.
 */
export function makeSignerConfig(signing: ForgeConfig["signing"]): SignerConfig {
  const mode = signing?.mode ?? "keyless-public";
  if (signing === undefined || mode === "keyless-public" || mode === "keyless-github")
    return makeKeylessConfig(mode === "keyless-github" ? mode : "keyless-public", signing);
  const { rekorUrl, rekorVersion, timestampUrl, keys, pkcs11, vault } = signing;
  if (rekorVersion === 2) refuse(`signing.rekorVersion 2 takes certificates only; mode ${mode} signs with a key.`);
  const witnesses: WitnessConfig = {
    ...(rekorUrl === undefined ? {} : { rekorUrl }),
    ...(timestampUrl === undefined ? {} : { timestampUrl }),
  };
  if (mode === "key") return { mode, ...witnesses };
  if (mode === "pkcs11") {
    const { module, token, key } = pkcs11 ?? refuse("Signing mode pkcs11 needs signing.pkcs11.");
    const publicKeys = (keys ?? refuse("Signing mode pkcs11 needs signing.keys.")).map(({ publicKey }) => publicKey);
    return { mode, pkcs11: { module, token, key, publicKeys }, ...witnesses };
  }
  return { mode, vault: makeVaultKey(vault ?? refuse("Signing mode vault needs signing.vault.")), ...witnesses };
}
