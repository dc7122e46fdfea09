import { addVersion, listTestedVersions, type RegistryChange } from "@plugsmith/registry";
import { ForgeError } from "@plugsmith/schemas";
import { tufFolder, verifyPackage } from "@plugsmith/trust";
import { readInputFile, readPolicy } from "../read-input-file.ts";

const text = (value: unknown) => (typeof value === "string" ? value : undefined);

/** Folder of a release's files on the server that the policy's workflow lives on. */
const findAssets = (signerWorkflow: string, repository: string, tag: string) =>
  `${new URL(signerWorkflow).origin}/${repository}/releases/download/${encodeURIComponent(tag)}`;

/**
 * The write that enters a released package: verified against policy, the registry's own approvers and revocations, at the moment of
 * the write. Request, pull request, commit, tree and run come from what was signed.
 * @throws ForgeError as `verifyPackage` and `addVersion`.
 */
export async function makeAddition(
  zipFile: string,
  options: Readonly<Record<string, unknown>>,
): Promise<{ readonly change: RegistryChange; readonly done: string }> {
  const mergeSha = String(options["mergeSha"]);
  if (!/^[0-9a-f]{40}$/u.test(mergeSha))
    throw new ForgeError("wrong_usage", { message: "--merge-sha is no full commit SHA of 40 hex digits." });
  const zip = await readInputFile(zipFile, "The package");
  const bundleFile = text(options["bundle"]) ?? `${zipFile}.sigstore.jsonl`;
  const bundles = (await readInputFile(bundleFile, "The bundle")).toString("utf8");
  const policy = await readPolicy(String(options["policy"]));
  const name = zipFile.split(/[\\/]/u).at(-1) ?? "";
  return {
    done: `${name} is in the registry.`,
    change: {
      message: `Enter ${name}`,
      async decide({ registry, reviewers, signers, trustedRoot }, branch) {
        const { revocations } = registry;
        const { manifest, digest, approvals, provenance, tests } = await verifyPackage({
          zip,
          bundles,
          policy,
          // What lies on a signed branch was compared with what people have signed before this is asked.
          trust: (await branch.listFolder(tufFolder)).length > 0 ? { signers, trustedRoot } : null,
          reviewers,
          revocations,
        });
        const tag = `${manifest.name}@${manifest.version}`;
        const folder = text(options["assets"]) ?? findAssets(policy.signerWorkflow, policy.repository, tag);
        const asset = `${folder.replace(/\/$/u, "")}/${manifest.name}-${manifest.version}.zip`;
        const { request, pullRequest, headSha, tree } = approvals;
        const at = new Date().toISOString();
        const testedVersions = listTestedVersions(tests, manifest);
        const entry = {
          digest,
          size: zip.byteLength,
          publishedAt: at,
          ...{ request, pullRequest, headSha, tree, mergeSha },
          runId: /\/runs\/(\d+)/u.exec(provenance.invocation)?.[1] ?? "0",
          assets: { zip: asset, bundle: `${asset}.sigstore.jsonl`, sbom: `${asset}.cdx.json` },
          ...(testedVersions.length > 0 && { testedVersions }),
        };
        const next = addVersion(registry, { manifest, entry }, at);
        const attestation = `attestations/${manifest.name}/${manifest.version}.sigstore.jsonl`;
        return next === registry ? null : { registry: next, files: { [attestation]: bundles } };
      },
    },
  };
}
