import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { ForgeError } from "@plugsmith/schemas";
import type { Command } from "commander";
import { findAttestedReviewers } from "../find-attested-reviewers.ts";
import { readInputFile, readPolicy } from "../read-input-file.ts";
import { runVerb } from "../run-verb.ts";
import { describeStanding, readVerifyContext } from "../verify/read-verify-context.ts";

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
    .option(
      "--registry <where>",
      "the registry: with --root a clone, a copy of the branch's files, or owner/name; else registry.json (default: beside policy or package)",
    )
    .option("--root <forge.root.json>", "believe approvers and revocations only as this root's keys have signed them")
    .description(
      "check bytes, signatures, identity, approvals, attestations and revocations, and say what each proves and what not",
    )
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
        const policy = await readPolicy(policyFile);
        const bundleFile = findFile(options["bundle"], []) ?? `${zipFile}.sigstore.jsonl`;
        const bundles = (await readInputFile(bundleFile, "The bundle")).toString("utf8");
        const { approvalType, isKeyPolicy, verifyPackage } = await import("@plugsmith/trust");
        const context = await readVerifyContext({
          options,
          folders: [dirname(policyFile), dirname(zipFile), "."],
          repository: policy.repository,
          isKeyless: !isKeyPolicy(policy),
          attested: () => findAttestedReviewers(bundles, approvalType),
          now: new Date(),
        });
        const verified = await verifyPackage({
          zip,
          bundles,
          policy,
          trust: context.signedTrust,
          reviewers: context.reviewers,
          revocations: context.registry?.revocations ?? [],
        });
        const { name, version } = verified.manifest;
        const standing = describeStanding(context, name, version, verified.digest);
        const proved = [...verified.proved, ...standing.proved];
        const notProved = [...verified.notProved, ...standing.notProved];
        return {
          status: "success",
          code: "ok",
          message: `${name} ${version} is what the forge published.`,
          facts: {
            digest: verified.digest,
            plugin: { name, version },
            provenance: verified.provenance,
            approvals: verified.approvals,
            levels: verified.levels,
            attestations: verified.attestations,
            tests: verified.tests,
            proved,
            notProved,
            registry: context.trust,
          },
          text: [
            `${paint("green", "Verified:")} ${name} ${version}, ${verified.digest}`,
            ...proved.map((line) => `  ${paint("green", "✓")} ${line}`),
            "Not proved:",
            ...notProved.map((line) => `  ${paint("yellow", "–")} ${line}`),
            `Attestations, ${verified.attestations.length}, each signed by whom the policy names:`,
            ...verified.attestations.flatMap((each) => [
              `  ${each.title}`,
              ...each.proved.map((line) => `    ${paint("green", "✓")} ${line}`),
              ...each.notProved.map((line) => `    ${paint("yellow", "–")} not: ${line}`),
            ]),
          ].join("\n"),
        };
      }),
    );
}
