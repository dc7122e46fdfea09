import {
  ForgeError,
  type PackageIndex,
  type PluginBom,
  type PluginManifest,
  parsePluginBom,
  type TrustPolicy,
} from "@plugsmith/schemas";
import { findLibraryFault } from "./find-library-fault.ts";
import { findStatement, requireStatement } from "./find-statement.ts";
import { bomType } from "./statement.ts";
import type { VerifiedStatement } from "./verify-bundle.ts";

/** The package that a bill of materials must be about, with its verified index. */
export interface BomSubject {
  readonly digest: string;
  readonly manifest: Pick<PluginManifest, "name" | "version" | "licence" | "dependencies">;
  readonly index: Pick<PackageIndex, "files">;
}

const digestOf = (hashes: PluginBom["metadata"]["component"]["hashes"]) => `sha256:${hashes[0]?.content}`;

/** Two lists with the same entries, in any order, none twice. */
function areSame(found: readonly string[], wanted: readonly string[]): boolean {
  const rest = new Set(wanted);
  return found.length === wanted.length && found.every((entry) => rest.delete(entry));
}

/**
 * Compares a bill of materials with the package itself: exactly the files of its index with their digests, exactly the
 * plugins that the manifest depends on. Of the packages of others inside it, which no package can show, only the form is judged.
 * @returns what differs, as half a sentence; null: nothing.
 */
export function findBomFault(value: unknown, { digest, manifest, index }: BomSubject): string | null {
  const parsed = parsePluginBom(value);
  if (!parsed.ok) return `${parsed.issues[0]?.path} ${parsed.issues[0]?.message}`.trim();
  const { metadata, components = [] } = parsed.value;
  const root = metadata.component;
  if (root.name !== manifest.name || root.version !== manifest.version) return "it is about another plugin or version";
  if (digestOf(root.hashes) !== digest) return "it is about another package";
  const licence = root.licenses[0]?.license;
  if ((licence?.id ?? licence?.name ?? "").toLowerCase() !== manifest.licence.toLowerCase())
    return "its licence is not the manifest's";
  const files = root.components.map(({ name, hashes }) => `${digestOf(hashes)} ${name}`);
  if (
    !areSame(
      files,
      index.files.map((file) => `${file.digest} ${file.path}`),
    )
  )
    return "its files are not those of the package";
  const plugins = components.filter(({ type }) => type === "application");
  const needed = plugins.map(({ name, version }) => `${name} ${version}`);
  const declared = manifest.dependencies.map(({ name, range }) => `${name} ${range}`);
  return areSame(needed, declared) ? findLibraryFault(parsed.value) : "its plugins are not those of the manifest";
}

/**
 * Checks a package's attested bill of materials against the package.
 * @returns null where the package carries none and the policy demands none.
 * @throws ForgeError `attestation_missing`.
 */
export function verifyBom(
  verified: readonly VerifiedStatement[],
  { policy, ...subject }: BomSubject & { readonly policy: TrustPolicy },
): PluginBom | null {
  const find = policy.attestations?.sbom === undefined ? findStatement : requireStatement;
  const found = find(verified, bomType, "CycloneDX");
  if (!found) return null;
  const fault = findBomFault(found.statement.predicate, subject);
  if (fault === null) return found.statement.predicate as unknown as PluginBom;
  throw new ForgeError("attestation_missing", {
    message: `The CycloneDX attestation is not usable: ${fault}.`,
    hint: "Do not use this package; ask the forge's maintainers to publish it again.",
    facts: { predicateType: bomType },
  });
}
