import { ForgeError, type Revocation } from "@plugsmith/schemas";

/**
 * Refuses a package that is revoked or suspended, by its bytes or by its name and version.
 * @throws ForgeError `version_revoked` with `facts.state`.
 */
export function checkRevocations(
  revocations: readonly Revocation[],
  found: { readonly digest: string; readonly name?: string; readonly version?: string },
): void {
  const hit = revocations.find(
    (entry) =>
      entry.digest === found.digest ||
      (found.name !== undefined && entry.name === found.name && entry.version === found.version),
  );
  if (hit)
    throw new ForgeError("version_revoked", {
      message: `${hit.name} ${hit.version} is ${hit.state}.`,
      hint: "Use another version; the registry tells the reason.",
      facts: { name: hit.name, version: hit.version, state: hit.state, reason: hit.reason.slice(0, 200) },
    });
}
