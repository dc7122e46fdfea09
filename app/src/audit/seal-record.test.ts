import type { AuditRecord } from "@plugsmith/schemas";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { NewRecord } from "./audit-store.ts";
import { openRecord, sealRecord, textPath } from "./seal-record.ts";

const salt = "5".repeat(64);
const hold = (reason: string): NewRecord => ({ kind: "hold", request: 1, actor: { id: 7, login: "carol" }, reason });
const write = (record: NewRecord): AuditRecord => ({
  ...record,
  schemaVersion: 1,
  sequence: 3,
  previous: null,
  at: "2026-11-21T10:00:00.000Z",
});

describe("a sealed record", () => {
  it("gives back exactly what was written, and keeps nothing of it in public", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 8, maxLength: 200, unit: "grapheme" }), (reason) => {
        const { record, file } = sealRecord(hold(reason), salt);
        expect(Object.keys(record).sort()).toEqual(["actor", "kind", "request", "sealed"]);
        expect(file?.path).toBe(textPath(record.sealed ?? ""));
        expect(openRecord(write(record), Buffer.from(file?.text ?? "")).reason).toBe(reason);
      }),
    );
  });

  it("has another digest for the same words with another salt", () => {
    const digests = [salt, "6".repeat(64)].map((one) => sealRecord(hold("no"), one).record.sealed);
    expect(digests[0]).not.toBe(digests[1]);
  });

  it("is left as it is where nobody wrote anything", () => {
    const plain: NewRecord = { kind: "unhold", request: 1, actor: null };
    expect(sealRecord(plain, salt)).toEqual({ record: plain, file: null });
    expect(openRecord(write(plain), null)).toEqual(write(plain));
  });

  it("is refused with a missing text, any changed byte, and with what is no request", () => {
    const { record, file } = sealRecord(hold("because"), salt);
    const bytes = Buffer.from(file?.text ?? "");
    expect(() => openRecord(write(record), null)).toThrow(/record 3 .*is missing/u);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, mask) => {
        const changed = Uint8Array.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ mask;
        expect(() => openRecord(write(record), changed)).toThrow(/was changed/u);
      }),
    );
    const odd = sealRecord({ ...hold("x"), accepted: { cms: "bench" } as never }, salt);
    expect(() => openRecord(write(odd.record), Buffer.from(odd.file?.text ?? ""))).toThrow(/is no request/u);
  });
});
