import type { ChannelEntry, ChannelLedger } from "@plugsmith/schemas";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ledgerPath,
  listHandedOver,
  listUnfinished,
  listUnretracted,
  parseLedgerText,
  writeEntries,
} from "./channel-ledger.ts";

const digest = `sha256:${"1".repeat(64)}`;
const empty: ChannelLedger = { schemaVersion: 1, name: "acme-pay", version: "1.0.0", digest, request: 1, channels: [] };
const states = ["intended", "published", "handed_over", "failed", "refused", "retracted"] as const;
const entry = (state: ChannelEntry["state"], run = "1"): ChannelEntry => ({
  channel: "npm",
  kind: "npm",
  state,
  at: "2026-06-01T12:00:00Z",
  run,
});

describe("writeEntries", () => {
  it("answers the very same ledger when nothing new is said", () => {
    const ledger = writeEntries(empty, digest, [entry("intended")]);
    expect(writeEntries(ledger, digest, [entry("intended", "2")])).toBe(ledger);
  });

  it("never unsays what was published or retracted, whoever writes in whatever order", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...states), { maxLength: 8 }), (order) => {
        let ledger = empty;
        let seen: string = "nothing";
        for (const state of order) {
          ledger = writeEntries(ledger, digest, [entry(state)]);
          const now = ledger.channels[0]?.state ?? "nothing";
          if (seen === "retracted") expect(now).toBe("retracted");
          if (seen === "published" || seen === "handed_over")
            expect(["published", "handed_over", "retracted"]).toContain(now);
          seen = now;
        }
        expect(ledger.channels.length).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("refuses other bytes", () => {
    expect(() => writeEntries(empty, `sha256:${"2".repeat(64)}`, [])).toThrow(
      expect.objectContaining({ code: "version_exists" }),
    );
  });
});

describe("parseLedgerText", () => {
  it("reads what it should, and refuses what is no ledger", () => {
    const path = ledgerPath("acme-pay", "1.0.0");
    expect(path).toBe("ledger/acme-pay/1.0.0.json");
    expect(parseLedgerText(path, JSON.stringify(empty))).toEqual(empty);
    expect(parseLedgerText(path, null)).toBeNull();
    for (const text of ["", "{}", "null"])
      expect(() => parseLedgerText(path, text)).toThrow(expect.objectContaining({ code: "ledger_invalid" }));
  });
});

describe("what is left", () => {
  it("is what was interrupted, failed or refused", () => {
    const left = states.filter((state) => listUnfinished({ ...empty, channels: [entry(state)] }).length > 0);
    expect(left).toEqual(["intended", "failed", "refused"]);
    expect(listUnfinished(null)).toEqual([]);
    expect(listHandedOver({ ...empty, channels: [entry("handed_over")] })).toHaveLength(1);
    expect(listHandedOver({ ...empty, channels: [entry("published")] })).toEqual([]);
  });

  it("of a revoked version is every channel that may still offer it", () => {
    const left = states.filter((state) => listUnretracted({ ...empty, channels: [entry(state)] }).length > 0);
    expect(left).toEqual(["intended", "published", "handed_over", "failed"]);
  });
});
