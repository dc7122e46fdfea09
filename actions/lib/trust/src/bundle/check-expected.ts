import { ForgeError } from "@plugsmith/schemas";
import { compareVersions } from "../version/compare-versions.ts";

/** What the caller was promised, for example by the registry. */
export interface ExpectedPackage {
  readonly name?: string;
  readonly version?: string;
  readonly digest?: string;
  /** The package must be this version or a higher one. */
  readonly minimumVersion?: string;
}

/**
 * Refuses a package that is not the promised one.
 * @throws ForgeError `digest_mismatch`, `identity_mismatch` (another name or version), `version_not_higher`.
 */
export function checkExpected(
  found: { readonly digest: string; readonly name?: string; readonly version?: string },
  expected: ExpectedPackage = {},
): void {
  if (expected.digest !== undefined && expected.digest !== found.digest)
    throw new ForgeError("digest_mismatch", {
      hint: "Download the package again; if it still differs, do not use it.",
      facts: { expected: expected.digest, found: found.digest },
    });
  for (const field of ["name", "version"] as const) {
    const wanted = expected[field];
    const actual = found[field];
    if (wanted !== undefined && actual !== undefined && wanted !== actual)
      throw new ForgeError("identity_mismatch", {
        message: `The package is not the promised one: its ${field} differs.`,
        facts: { field, expected: wanted, found: actual },
      });
  }
  const { minimumVersion } = expected;
  if (minimumVersion !== undefined && found.version !== undefined && compareVersions(found.version, minimumVersion) < 0)
    throw new ForgeError("version_not_higher", {
      message: `Version ${found.version} is older than ${minimumVersion}, which was seen before.`,
      facts: { expected: minimumVersion, found: found.version },
    });
}
