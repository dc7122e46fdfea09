import { type ForgeConfig, ForgeError } from "@plugsmith/schemas";
import { githubSigstore, type KeylessConfig, publicGoodSigstore } from "./signer-config.ts";

/**
 * Where to sign, from `signing:` of `.github/forge.yml`; public-good Sigstore where it says nothing.
 * @throws ForgeError `config_invalid` for a mode that has no driver yet.
 */
export function makeSignerConfig(signing: ForgeConfig["signing"]): KeylessConfig {
  const mode = signing?.mode ?? "keyless-public";
  if (mode !== "keyless-public" && mode !== "keyless-github")
    throw new ForgeError("config_invalid", {
      message: `Signing mode ${mode} is not built yet.`,
      hint: "Set signing.mode in .github/forge.yml to keyless-public or keyless-github.",
      facts: { mode },
    });
  const base: KeylessConfig = mode === "keyless-public" ? publicGoodSigstore : githubSigstore;
  const rekorUrl = mode === "keyless-public" ? (signing?.rekorUrl ?? base.rekorUrl) : undefined;
  const timestampUrl = signing?.timestampUrl ?? base.timestampUrl;
  return {
    mode,
    fulcioUrl: signing?.fulcioUrl ?? base.fulcioUrl,
    ...(rekorUrl === undefined ? {} : { rekorUrl }),
    ...(timestampUrl === undefined ? {} : { timestampUrl }),
  };
}
