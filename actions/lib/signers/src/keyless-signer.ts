import { ForgeError } from "@plugsmith/schemas";
import { FulcioSigner, RekorWitness, type Signer, TSAWitness, type Witness } from "@sigstore/sign";
import type { KeylessConfig } from "./signer-config.ts";
import type { TokenProvider } from "./token-provider.ts";

/** A signer with the witnesses of its mode: what `signStatement` needs. */
export interface SigningSetup {
  readonly signer: Signer;
  readonly witnesses: readonly Witness[];
}

// Each service gets half a minute and two more tries; a job that fails can be run again.
export const patience = { timeout: 30_000, retry: { retries: 2 } };

/**
 * Keyless signing: a fresh key in memory, a certificate of Fulcio for the job's OIDC identity, an entry in Rekor and a signed
 * timestamp, as the mode demands.
 * @throws ForgeError `config_invalid` when an address that the mode needs is missing.
 */
export function makeKeylessSigner(config: KeylessConfig, identityProvider: TokenProvider): SigningSetup {
  const missing = config.mode === "keyless-public" ? "rekorUrl" : "timestampUrl";
  if (config[missing] === undefined)
    throw new ForgeError("config_invalid", { message: `Signing mode ${config.mode} needs signing.${missing}.` });
  const witnesses: Witness[] = [];
  if (config.rekorUrl !== undefined)
    witnesses.push(
      new RekorWitness({
        rekorBaseURL: config.rekorUrl,
        entryType: "dsse",
        majorApiVersion: config.rekorVersion ?? 1,
        ...patience,
      }),
    );
  if (config.timestampUrl !== undefined)
    witnesses.push(new TSAWitness({ tsaBaseURL: config.timestampUrl, ...patience }));
  return { signer: new FulcioSigner({ fulcioBaseURL: config.fulcioUrl, identityProvider, ...patience }), witnesses };
}
