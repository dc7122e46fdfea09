import type { AuditRecord } from "@plugsmith/schemas";
import { describe, expect, it } from "vitest";
import type { NewRecord } from "./audit-store.ts";
import { limitRecords, mostPerDay } from "./limit-records.ts";

const now = "2026-11-21T12:00:00.000Z";
const refusal = (id: number): NewRecord => ({
  kind: "command_refused",
  request: 4,
  actor: { id, login: `p${id}` },
  data: { code: "command_unknown" },
});
const written = (count: number, at = "2026-11-21T11:00:00.000Z"): AuditRecord[] =>
  Array.from({ length: count }, (_, index) => ({
    ...refusal(5),
    schemaVersion: 1,
    sequence: index + 1,
    previous: null,
    at,
  }));

describe("limitRecords", () => {
  it("writes what a person is refused, says with the last one that it is the last, and then is silent", () => {
    const drafts = Array.from({ length: 3 }, () => refusal(5));
    const kept = limitRecords(drafts, written(mostPerDay - 2), now);
    expect(kept.map(({ data }) => data?.["last"])).toEqual([undefined, true]);
    expect(limitRecords(drafts, written(mostPerDay), now)).toEqual([]);
  });

  it("counts each person and each kind by themselves, and a day only", () => {
    const full = written(mostPerDay);
    expect(limitRecords([refusal(6)], full, now)).toHaveLength(1);
    expect(limitRecords([{ ...refusal(5), kind: "request_refused" }], full, now)).toHaveLength(1);
    expect(limitRecords([refusal(5)], written(mostPerDay, "2026-11-20T11:59:59.000Z"), now)).toHaveLength(1);
  });

  it("never leaves out what changes a state", () => {
    const hold: NewRecord = { kind: "hold", request: 4, actor: { id: 5, login: "p5" } };
    const holds = Array.from({ length: 50 }, () => hold);
    expect(limitRecords([...holds, refusal(5)], written(mostPerDay), now)).toEqual(holds);
  });
});
