import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { ForgeError } from "@plugsmith/schemas";
import type { Command } from "commander";
import { findAttestedReviewers } from "../find-attested-reviewers.ts";
import { readDocument, readInputFile } from "../read-input-file.ts";
import { runVerb } from "../run-verb.ts";

/** The named file, or the first of the usual places that exists. */
const findFile = (given: unknown, places: readonly string[]): string | undefined =>
  typeof given === "string" ? given : places.find((place) => existsSync(place));

export function registerVerify(program: Command): void {
  program
    .command("verify")
    .argument("<zip>", "a package")
    .option("--bundle <file>", "signatures and attestations (default: <zip>.sigstore.jsonl)")
    .option("--policy <file>", "trust policy (default: trust-policy.json beside the package or here)")
    .option("--reviewers <file>", "who held the approver role (default: reviewers.json beside policy or package)")
    .option("--registry <file>", "registry.json with the revocations (default: beside policy or package)")
    .description("check bytes, signatures, identity, approvals and revocations, and say what that proves and what not")
    .action(
      runVerb(async ({ args: [file], options, paint }) => {
        const zipFile = String(file);
        const beside = (name: string, ...others: string[]) =>
          [...others, dirname(zipFile), "."].map((folder) => join(folder, name));
        const zip = await readInputFile(zipFile, "The package");
        const policyFile = findFile(options["policy"], beside("trust-policy.json"));
        if (policyFile === undefined)
          throw new ForgeError("policy_invalid", {
            message: "There is no trust policy to verify against.",
            hint: "Name one with --policy; without knowing whom you trust, no signature means anything.",
          });
        const schemas = await import("@plugsmith/schemas");
        const policy = await readDocument(policyFile, "The trust policy", schemas.parseTrustPolicy);
        const bundleFile = findFile(options["bundle"], []) ?? `${zipFile}.sigstore.jsonl`;
        const bundles = (await readInputFile(bundleFile, "The bundle")).toString("utf8");
        const reviewersFile = findFile(options["reviewers"], beside("reviewers.json", dirname(policyFile)));
        const registryFile = findFile(options["registry"], beside("registry.json", dirname(policyFile)));
        const { approvalType, verifyPackage } = await import("@plugsmith/trust");
        const verified = await verifyPackage({
          zip,
          bundles,
          policy,
          reviewers: reviewersFile
            ? await readDocument(reviewersFile, "The list of reviewers", schemas.parseReviewers)
            : findAttestedReviewers(bundles, approvalType),
          revocations: registryFile
            ? (await readDocument(registryFile, "The registry", schemas.parseRegistry)).revocations
            : [],
        });
        const notProved = [
          ...verified.notProved,
          ...(reviewersFile
            ? []
            : [
                "That the approvers held the role: no reviewers.json was given, the attestation's own names were used.",
              ]),
          ...(registryFile ? [] : ["That the version is not revoked: no registry.json was given."]),
        ];
        const { name, version } = verified.manifest;
        return {
          status: "success",
          code: "ok",
          message: `${name} ${version} is what the forge published.`,
          facts: {
            digest: verified.digest,
            plugin: { name, version },
            provenance: verified.provenance,
            approvals: verified.approvals,
            proved: verified.proved,
            notProved,
          },
          text: [
            `${paint("green", "Verified:")} ${name} ${version}, ${verified.digest}`,
            ...verified.proved.map((line) => `  ${paint("green", "✓")} ${line}`),
            "Not proved:",
            ...notProved.map((line) => `  ${paint("yellow", "–")} ${line}`),
          ].join("\n"),
        };
      }),
    );
}
