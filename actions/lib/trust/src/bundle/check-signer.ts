import { ForgeError, type Signers } from "@plugsmith/schemas";
import { toSignedEntity } from "@sigstore/verify";
import { parseBundle } from "./verify-signature.ts";

export interface SigningCommit {
  /** Address of the workflow without @ref. */
  readonly workflow: string;
  /** Build signer digest of the certificate. */
  readonly digest: string | null;
  /** When the certificate was issued. */
  readonly at: Date;
}

const refuse = (field: string, message: string, expected: string, found: string | null): never => {
  throw new ForgeError("identity_mismatch", {
    message,
    hint: "Do not use this package. If the forge has moved to a new version of its workflows, its people must list it first: `plugsmith registry signer add`.",
    facts: { field, expected: expected.slice(0, 200), found },
  });
};

/**
 * When the certificate of a verified bundle was issued. Fulcio's certificates live for minutes, and the signature was made in them.
 * @throws ForgeError `bundle_invalid` for a bundle without a certificate.
 */
export function readIssueTime(value: unknown): Date {
  const { key } = toSignedEntity(parseBundle(value));
  if (key.$case === "certificate") return key.certificate.notBefore;
  throw new ForgeError("bundle_invalid", { message: "The signature bundle carries no certificate." });
}

/**
 * Whether people have listed the commit of the workflow that signed, for the time at which it signed: each compared exactly.
 * @throws ForgeError `identity_mismatch` with `facts.field` `registrySigners` (not listed) or `registrySignerTime` (listed for
 *   another time), and `facts.expected`, `facts.found`.
 */
export function checkSigner({ workflow, digest, at }: SigningCommit, { signers }: Signers): void {
  const own = signers.filter((entry) => entry.workflow === workflow);
  const entries = own.filter((entry) => entry.digest === digest);
  if (entries.length === 0) {
    const expected = own.map((entry) => entry.digest).join(" ") || `a commit of ${workflow}`;
    const message = `The package was signed by a commit of the workflow that is not among the registry's signers: ${digest ?? "none"}, not ${expected.slice(0, 200)}.`;
    return refuse("registrySigners", message, expected, digest);
  }
  const isNow = ({ from, until }: (typeof entries)[number]) =>
    at >= new Date(from) && (until === undefined || at < new Date(until));
  if (entries.some(isNow)) return;
  const expected = entries
    .map(({ from, until }) => `from ${from}${until === undefined ? "" : ` until ${until}`}`)
    .join(", ");
  refuse(
    "registrySignerTime",
    `The registry's signers list ${digest} ${expected}; the package was signed at ${at.toISOString()}.`,
    expected,
    at.toISOString(),
  );
}
