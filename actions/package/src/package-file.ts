/** One file of a package, in memory. */
export interface PackageFile {
  /** Path below the package root, with `/`. */
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly executable: boolean;
}

/** Order of a package: bytewise by UTF-8 path, the same on every machine and in every locale. */
export function sortFiles<T extends { readonly path: string }>(files: readonly T[]): T[] {
  return [...files].sort((a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)));
}
