import type { AuditRecord } from "@plugsmith/schemas";

const order: readonly (keyof AuditRecord)[] = [
  "schemaVersion",
  "sequence",
  "previous",
  "at",
  "delivery",
  "kind",
  "request",
  "actor",
  "headSha",
  "digest",
  "reason",
  "accepted",
  "sealed",
  "approvals",
  "benchEvent",
  "data",
];

/** Nested keys in the order of their code units, so that one value has one text. */
function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, sortKeys(inner)]));
}

/** The one text of a record: two spaces of indent, fixed order of properties, a line end. Its digest is its hash. */
export function renderRecord(record: AuditRecord): string {
  const fields = order.filter((key) => record[key] !== undefined).map((key) => [key, sortKeys(record[key])]);
  return `${JSON.stringify(Object.fromEntries(fields), null, 2)}\n`;
}

/** Where a record lives on the branch. */
export function recordPath(record: Pick<AuditRecord, "request" | "sequence">): string {
  return `records/${record.request}/${String(record.sequence).padStart(8, "0")}.json`;
}
