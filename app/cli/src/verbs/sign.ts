import { existsSync } from "node:fs";
import { rename, writeFile } from "node:fs/promises";
import { type ForgeConfig, ForgeError, type TrustPolicy } from "@plugsmith/schemas";
import type { SignerPorts, SigningSetup } from "@plugsmith/signers";
import type { Command } from "commander";
import { readInputFile, readPolicy } from "../read-input-file.ts";
import { runVerb } from "../run-verb.ts";

async function readForgeConfig(file: string): Promise<ForgeConfig> {
  const { parseConfigText } = await import("@plugsmith/app");
  const parsed = parseConfigText((await readInputFile(file, "The configuration")).toString("utf8"));
  if (parsed.ok) return parsed.value;
  const issues = parsed.issues.map(({ path, message, line }) => `line ${line}: ${path} ${message}`.trim());
  throw new ForgeError("config_invalid", { message: `${file} is not valid: ${issues.join("; ")}.` });
}

/** A person's machine has no job whose identity a certificate could name. */
const noIdentity = () => ({
  getToken: () =>
    Promise.reject(
      new ForgeError("signing_failed", {
        message: "Only a job on GitHub has an identity to sign with.",
        hint: "Give a Vault token instead of signing.vault.role: PLUGSMITH_VAULT_TOKEN or PLUGSMITH_VAULT_TOKEN_FILE.",
      }),
    ),
});

async function openSigner(signing: ForgeConfig["signing"]): Promise<SigningSetup> {
  const signers = await import("@plugsmith/signers");
  const ports: SignerPorts = {
    readSecret: (name) => signers.readSecret(name),
    tokens: noIdentity,
    runTokenTool: signers.applyTokenCall,
    connectVault: signers.createVaultTransport,
    now: () => Date.now(),
  };
  return signers.makeSigner(signers.makeSignerConfig(signing), ports);
}

/** The configuration signs, the policy judges; they must mean the same, or the signature would be refused later. */
async function requireKeyMode(config: ForgeConfig, policy: TrustPolicy): Promise<void> {
  const { isKeyMode } = await import("@plugsmith/trust");
  const mode = config.signing?.mode ?? "keyless-public";
  if (!isKeyMode(mode))
    throw new ForgeError("config_invalid", {
      message: `Signing mode ${mode} signs in the publish workflow only.`,
      hint: "Set signing.mode in forge.yml to key, pkcs11 or vault to sign here.",
    });
  if (policy.mode !== mode)
    throw new ForgeError("policy_invalid", {
      message: `The policy is for mode ${policy.mode}, the configuration for ${mode}.`,
      hint: "Make both name the same mode.",
    });
}

/** A reader sees the old file or the new one, never half of it. */
async function replaceFile(path: string, text: string): Promise<void> {
  await writeFile(`${path}.new`, text);
  await rename(`${path}.new`, path);
}

export function registerSign(program: Command): void {
  program
    .command("sign")
    .argument("<zip>", "a package")
    .requiredOption("--policy <file>", "trust policy that names the keys; old and new signatures must meet it")
    .option("--config <file>", "forge.yml with signing.mode", ".github/forge.yml")
    .option("--bundle <file>", "signatures to add to (default: <zip>.sigstore.jsonl)")
    .option("--statement <file...>", "in-toto statements to sign (default: those of the bundle)")
    .description("sign the statements about a package with a key, a token or Vault; secrets come from the environment")
    .action(
      runVerb(async ({ args: [file], options, paint }) => {
        const zipFile = String(file);
        const zip = await readInputFile(zipFile, "The package");
        const schemas = await import("@plugsmith/schemas");
        const policy = await readPolicy(String(options["policy"]));
        const config = await readForgeConfig(String(options["config"]));
        await requireKeyMode(config, policy);
        const bundleFile = String(options["bundle"] ?? `${zipFile}.sigstore.jsonl`);
        const statements = (options["statement"] ?? []) as string[];
        const { addSignatures } = await import("@plugsmith/signers");
        const digest = schemas.computeDigest(zip);
        const result = await addSignatures({
          digest,
          bundles: existsSync(bundleFile) ? (await readInputFile(bundleFile, "The bundle")).toString("utf8") : null,
          statements: await Promise.all(statements.map((each) => readInputFile(each, "The statement", 2 ** 20))),
          policy,
          setup: await openSigner(config.signing),
        });
        if (result.added > 0) await replaceFile(bundleFile, result.bundles);
        const needed = "signatures" in policy.thresholds ? policy.thresholds.signatures : 1;
        const { keys, added, predicates } = result;
        return {
          status: "success",
          code: "ok",
          message:
            added > 0
              ? `Signed ${added} statements; ${keys.length} of ${needed} keys have signed.`
              : "This key had signed everything already; nothing was written.",
          facts: { digest, bundle: bundleFile, added, predicates, keys, needed },
          text: [
            `${paint("green", "Signed:")} ${zipFile}, ${digest}`,
            ...keys.map((key) => `  ${paint("green", "✓")} key ${key}`),
            ...(keys.length < needed ? [`  ${paint("yellow", "–")} ${needed - keys.length} more keys must sign.`] : []),
          ].join("\n"),
        };
      }),
    );
}
