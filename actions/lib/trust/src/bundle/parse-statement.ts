import { ForgeError } from "@plugsmith/schemas";
import { payloadType, type Statement, statementType } from "./statement.ts";

const refuse = (message: string, cause?: unknown): never => {
  throw new ForgeError("bundle_invalid", { message: `The signature bundle cannot be read: ${message}.`, cause });
};

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * Reads the payload of a DSSE envelope as a statement about the package with this digest. sigstore's verifier looks at none
 * of this.
 * @throws ForgeError `bundle_invalid`, or `digest_mismatch` when the statement is about other bytes.
 */
export function parseStatement(type: string, payload: Buffer, digest: string): Statement {
  if (type !== payloadType) refuse("its payload is no in-toto statement");
  let value: unknown;
  try {
    value = JSON.parse(payload.toString("utf8"));
  } catch (error) {
    refuse("its payload is not JSON", error);
  }
  if (!isRecord(value) || value["_type"] !== statementType) return refuse("its statement has an unknown type");
  const { subject, predicateType, predicate } = value;
  if (!Array.isArray(subject) || subject.length !== 1) return refuse("its statement must name exactly one subject");
  const first: unknown = subject[0];
  const digests = isRecord(first) ? first["digest"] : undefined;
  if (!isRecord(first) || typeof first["name"] !== "string" || !isRecord(digests))
    return refuse("its statement's subject has no name or digest");
  if (typeof predicateType !== "string" || !isRecord(predicate)) return refuse("its statement has no predicate");
  const signed = `sha256:${String(digests["sha256"])}`;
  if (signed !== digest)
    throw new ForgeError("digest_mismatch", {
      message: "The package bytes differ from the signed digest.",
      hint: "Download the package again from its release; if it still differs, do not use it and tell the maintainers.",
      facts: { expected: signed.slice(0, 80), found: digest },
    });
  return {
    _type: statementType,
    subject: [{ name: first["name"], digest: { sha256: String(digests["sha256"]) } }],
    predicateType,
    predicate,
  };
}
