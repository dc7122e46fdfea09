import { createHash } from "node:crypto";
import { Enums, Models, Serialize, SPDX, Spec } from "@cyclonedx/cyclonedx-library";
import type { DependencyPackage, IncludedPackage, PluginManifest } from "@plugsmith/schemas";
import { renderPackageUrl } from "@plugsmith/trust";
import { type PackageFile, sortFiles } from "./package-file.ts";

/** By SPDX id where there is one, which tools understand. */
function makeLicence(licence: string): Models.License {
  const id = SPDX.fixupSpdxId(licence);
  return id === undefined ? new Models.NamedLicense(licence) : new Models.SpdxLicense(id);
}

const hashOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

/** A package of others inside the plugin's package: bundled into its entry, or below vendor/. */
export type Library = IncludedPackage & Pick<DependencyPackage, "ecosystem">;

const algorithms: Readonly<Record<string, Enums.HashAlgorithm>> = {
  sha1: Enums.HashAlgorithm["SHA-1"],
  sha256: Enums.HashAlgorithm["SHA-256"],
  sha512: Enums.HashAlgorithm["SHA-512"],
};

function makeLibrary(purl: string, { name, version, checksum = "" }: Library): Models.Component {
  const [algorithm = "", hex = ""] = checksum.split(":");
  const known = algorithms[algorithm];
  return new Models.Component(Enums.ComponentType.Library, name, {
    version,
    bomRef: purl,
    purl,
    scope: Enums.ComponentScope.Required,
    hashes: new Models.HashDictionary(known === undefined ? [] : [[known, hex]]),
  });
}

/** Each package once, bytewise by its URL; of two that differ in their checksum the one that has the higher. */
function listLibraries(libraries: readonly Library[]): Models.Component[] {
  const sorted = sortFiles(
    libraries.map((each) => ({ each, path: `${renderPackageUrl(each)} ${each.checksum ?? ""}` })),
  );
  const unique = new Map(sorted.map(({ each }) => [renderPackageUrl(each), each]));
  return [...unique].map(([purl, each]) => makeLibrary(purl, each));
}

/**
 * CycloneDX 1.6 as JSON: the plugin, each packaged file with its SHA-256, the plugins it depends on, the packages of others in it.
 * Same input, same bytes: no serial number, no time, lists in our own order.
 */
export function makeSbom(
  manifest: PluginManifest,
  files: readonly PackageFile[],
  zip: Uint8Array,
  libraries: readonly Library[] = [],
): string {
  const bom = new Models.Bom();
  const root = new Models.Component(Enums.ComponentType.Application, manifest.name, {
    version: manifest.version,
    description: manifest.description,
    bomRef: `${manifest.name}@${manifest.version}`,
    hashes: new Models.HashDictionary([[Enums.HashAlgorithm["SHA-256"], hashOf(zip)]]),
    licenses: new Models.LicenseRepository([makeLicence(manifest.licence)]),
  });
  bom.metadata.component = root;
  for (const { path, bytes } of sortFiles(files)) {
    const hashes = new Models.HashDictionary([[Enums.HashAlgorithm["SHA-256"], hashOf(bytes)]]);
    root.components.add(new Models.Component(Enums.ComponentType.File, path, { bomRef: `file:${path}`, hashes }));
  }
  for (const { name, range } of sortFiles(manifest.dependencies.map((each) => ({ ...each, path: each.name })))) {
    const needed = new Models.Component(Enums.ComponentType.Application, name, {
      version: range,
      bomRef: `plugin:${name}`,
    });
    bom.components.add(needed);
    root.dependencies.add(needed.bomRef);
  }
  for (const library of listLibraries(libraries)) {
    bom.components.add(library);
    root.dependencies.add(library.bomRef);
  }
  const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6));
  // The library would sort with localeCompare, which the machine's language and ICU decide; insertion order is ours.
  return `${serializer.serialize(bom, { sortLists: false, space: 1 })}\n`;
}
