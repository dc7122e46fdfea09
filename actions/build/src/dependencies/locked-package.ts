import type { DependencyPackage, IncludedPackage } from "@plugsmith/schemas";

export type Ecosystem = DependencyPackage["ecosystem"];

/** A checksum that a lockfile gives. */
export interface Checksum {
  readonly algorithm: "sha512" | "sha256" | "sha1";
  /** Lower-case hex. */
  readonly hex: string;
}

/** What a lockfile says of one package, for installing and for asking about advisories. */
export interface LockedPackage {
  readonly ecosystem: Ecosystem;
  readonly name: string;
  readonly version: string;
  /** `dev`: nothing of it is installed here or by those who run the plugin. */
  readonly scope: DependencyPackage["scope"];
}

/** A file to be fetched for the installation. */
export interface Artifact {
  /** Package and version, for sentences. */
  readonly what: string;
  readonly url: string;
  /** `null`: the lockfile has none (composer's for archives of GitHub). */
  readonly checksum: Checksum | null;
}

/** A package inside the plugin's package, as the step's result and the bill of materials name it. */
export const makeIncluded = (name: string, version: string, checksum: Checksum | null): IncludedPackage => ({
  name,
  version,
  ...(checksum === null ? {} : { checksum: `${checksum.algorithm}:${checksum.hex}` }),
});
