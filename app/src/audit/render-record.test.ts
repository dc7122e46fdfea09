import { type AuditRecord, parseAuditRecord } from "@plugsmith/schemas";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { recordPath, renderRecord } from "./render-record.ts";

const record: AuditRecord = {
  schemaVersion: 1,
  sequence: 12,
  previous: null,
  at: "2026-11-21T10:00:00.000Z",
  kind: "hold",
  request: 4,
  actor: { id: 7, login: "carol" },
  reason: "später",
};
/** The same value with its properties in another order. */
const shuffle = (value: Record<string, unknown>, order: readonly number[]) => {
  const entries = Object.entries(value);
  return Object.fromEntries(
    entries
      .map((entry, at) => ({ entry, key: order[at] ?? 0 }))
      .sort((a, b) => a.key - b.key)
      .map(({ entry }) => entry),
  );
};

describe("renderRecord", () => {
  it("writes one text for one value, in whatever order it was made", () => {
    const data = fc.dictionary(fc.string({ maxLength: 8 }), fc.oneof(fc.string(), fc.integer(), fc.boolean()), {
      noNullPrototype: true,
    });
    fc.assert(
      fc.property(data, fc.array(fc.nat(), { minLength: 12, maxLength: 12 }), (values, order) => {
        const one = { ...record, data: values } as AuditRecord;
        const other = { ...shuffle({ ...record }, order), data: shuffle(values, order) } as unknown as AuditRecord;
        expect(renderRecord(other)).toBe(renderRecord(one));
      }),
    );
  });

  it("writes what the schema reads again, with every field of the schema", () => {
    const full: AuditRecord = {
      ...record,
      delivery: "d-1",
      headSha: "a".repeat(40),
      digest: `sha256:${"b".repeat(64)}`,
      sealed: `sha256:${"c".repeat(64)}`,
      approvals: [{ id: 3, login: "dave", reviewId: 9, submittedAt: record.at }],
      data: { zeta: 1, alpha: null },
    };
    const parsed = parseAuditRecord(JSON.parse(renderRecord(full)));
    expect(parsed).toEqual({ ok: true, value: full });
    expect(renderRecord(full)).toMatch(/"alpha": null,\n {4}"zeta": 1\n/u);
    expect(renderRecord(full).endsWith("}\n")).toBe(true);
  });

  it("has a place by request and number, in the order of the numbers", () => {
    expect(recordPath(record)).toBe("records/4/00000012.json");
  });
});
