import { createHash } from "node:crypto";
import { Enums, Models, Serialize, SPDX, Spec } from "@cyclonedx/cyclonedx-library";
import type { PluginManifest } from "@plugsmith/schemas";
import { type PackageFile, sortFiles } from "./package-file.ts";

/** By SPDX id where there is one, which tools understand. */
function makeLicence(licence: string): Models.License {
  const id = SPDX.fixupSpdxId(licence);
  return id === undefined ? new Models.NamedLicense(licence) : new Models.SpdxLicense(id);
}

const hashOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

/**
 * CycloneDX 1.6 as JSON: the plugin, each packaged file with its SHA-256, the plugins it depends on. Same input, same
 * bytes: no serial number, no time, lists in our own order. Packages that ship below vendor/ are among the files; those that are
 * bundled into the entry stand in the build's result, because the gate of signing and verifying knows no libraries.
 */
export function makeSbom(manifest: PluginManifest, files: readonly PackageFile[], zip: Uint8Array): string {
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
  const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6));
  // The library would sort with localeCompare, which the machine's language and ICU decide; insertion order is ours.
  return `${serializer.serialize(bom, { sortLists: false, space: 1 })}\n`;
}
