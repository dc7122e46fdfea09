import { type AuditRecord, computeDigest, ForgeError, parseForgeRequest } from "@plugsmith/schemas";
import type { NewRecord } from "./audit-store.ts";

/** A file of audit.repository: its name is the digest of its bytes, and the salt in it keeps that from being guessed. */
export interface SealedFile {
  readonly path: string;
  readonly text: string;
}

/** Where the texts of a record lie in audit.repository. */
export const textPath = (digest: string) => `texts/${digest.replace("sha256:", "")}.json`;

/** Has the record something that people wrote? */
export const hasPrivateText = (record: Pick<AuditRecord, "accepted" | "reason">) =>
  record.accepted !== undefined || record.reason !== undefined;

/**
 * Takes the texts that people wrote out of a record. `salt` is 64 hex digits of chance, used once: without it, short
 * reasons could be found by trying. A record without such a text stays as it is.
 */
export function sealRecord(
  draft: NewRecord,
  salt: string,
): { readonly record: NewRecord & { sealed?: string }; readonly file: SealedFile | null } {
  if (!hasPrivateText(draft)) return { record: draft, file: null };
  const { accepted, reason, ...rest } = draft;
  const text = `${JSON.stringify({ schemaVersion: 1, salt, reason, accepted }, null, 2)}\n`;
  const sealed = computeDigest(Buffer.from(text));
  return { record: { ...rest, sealed }, file: { path: textPath(sealed), text } };
}

const lost = (record: AuditRecord, what: string) =>
  new ForgeError("audit_texts_unavailable", {
    message: `The text of record ${record.sequence} (request #${record.request}) ${what}.`,
    hint: "Restore the branch forge/audit-texts of audit.repository; until then the forge decides nothing.",
  });

/**
 * Puts the texts back into a record. @throws ForgeError `audit_texts_unavailable` when the file is missing, or is not
 * the one that the record names.
 */
export function openRecord(record: AuditRecord, bytes: Uint8Array | null): AuditRecord {
  if (record.sealed === undefined) return record;
  if (bytes === null) throw lost(record, "is missing");
  if (computeDigest(bytes) !== record.sealed) throw lost(record, "was changed");
  const value = JSON.parse(Buffer.from(bytes).toString("utf8")) as { accepted?: unknown; reason?: unknown };
  const accepted = value.accepted === undefined ? null : parseForgeRequest(value.accepted);
  if (accepted && !accepted.ok) throw lost(record, "is no request");
  return {
    ...record,
    ...(accepted?.ok && { accepted: accepted.value }),
    ...(typeof value.reason === "string" && { reason: value.reason }),
  };
}
