import type { AuditRecord } from "@plugsmith/schemas";
import { describe, expect, it } from "vitest";
import { tellRecord } from "./tell-record.ts";

const base = {
  schemaVersion: 1,
  sequence: 1,
  previous: null,
  at: "2026-11-21T10:00:00.000Z",
  request: 4,
  actor: { id: 3, login: "carol" },
} as const;
const tell = (record: Partial<AuditRecord> & Pick<AuditRecord, "kind">) =>
  tellRecord({ ...base, ...record } as AuditRecord);

describe("tellRecord", () => {
  it("says who, what and why", () => {
    expect(tell({ kind: "hold", reason: "it drifts", data: { comment: 8 } })).toBe(
      "carol (3) put it on hold (comment 8): it drifts",
    );
    expect(tell({ kind: "command_refused", data: { comment: 8, code: "quorum_missing" } })).toBe(
      "A command of carol (3) was refused (comment 8), quorum_missing: Not enough approvers have approved this exact commit.",
    );
    expect(tell({ kind: "publish_dispatched", actor: null, headSha: "a", digest: "d", data: { dryRun: true } })).toBe(
      "The forge started a dry run of publishing a (d).",
    );
  });

  it("says who accepted for whom, and where a private text lies", () => {
    const accepted = { kind: "request_accepted", data: { requester: 3 } } as const;
    expect(tell({ ...accepted, sealed: "sha256:x" })).toBe(
      "The request of carol (3) was accepted; its text is kept in audit.repository (sha256:x).",
    );
    expect(tell({ ...accepted, data: { requester: 9 } })).toBe("carol (3) accepted the request.");
  });

  it("moves no cursor, hides nothing and breaks no line, whatever people wrote", () => {
    const told = tell({ kind: "hold", reason: "a\u001b[2J\nb\u202ec\u2028d" });
    expect(told).toBe("carol (3) put it on hold: a [2J b c d");
  });

  it.each([
    "request_refused",
    "request_cancelled",
    "unhold",
    "head_pushed",
    "pipeline_dispatched",
    "quorum_reached",
    "published",
    "revoke_proposed",
    "revoke_confirmed",
    "bench_event",
    "review_uncounted",
  ] as const)("has words for %s", (kind) => {
    expect(tell({ kind, headSha: "abc", data: {} })).toMatch(/^[A-Zc].*\.$/u);
  });
});
