import { digestOf } from "./make-archives.ts";

export interface LockedTarball {
  readonly version: string;
  readonly tarball: Uint8Array;
  /** Further fields of the entry, over the usual ones. */
  readonly more?: Readonly<Record<string, unknown>>;
}

/** A package.json and its package-lock.json that want these packages at these versions. */
export function makeNpmLock(packages: Readonly<Record<string, LockedTarball>>): { manifest: string; lock: string } {
  const dependencies = Object.fromEntries(Object.entries(packages).map(([name, { version }]) => [name, version]));
  const entries = Object.entries(packages).map(([name, { version, tarball, more }]) => [
    `node_modules/${name}`,
    { version, integrity: `sha512-${digestOf("sha512", tarball, "base64")}`, ...more },
  ]);
  const root = { name: "acme-pay", version: "1.0.0", dependencies };
  return {
    manifest: JSON.stringify({ ...root, type: "module" }),
    lock: JSON.stringify({ ...root, lockfileVersion: 3, packages: { "": root, ...Object.fromEntries(entries) } }),
  };
}
