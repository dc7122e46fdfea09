import type { Revocation } from "@plugsmith/schemas";
import { describe, expect, it } from "vitest";
import { checkRevocations } from "./check-revocations.ts";

const digest = `sha256:${"1".repeat(64)}` as const;
const other = `sha256:${"2".repeat(64)}` as const;
const entry: Revocation = {
  name: "acme-pay",
  version: "1.0.0",
  digest,
  state: "revoked",
  reason: "Leaks its key.",
  by: [{ id: 1, login: "ann", at: "2026-06-01T12:00:00Z" }],
};

describe("checkRevocations", () => {
  it.each([
    ["bytes", { digest }],
    ["bytes under another name", { digest, name: "other-pay", version: "2.0.0" }],
    ["name and version, whatever the bytes", { digest: other, name: "acme-pay", version: "1.0.0" }],
  ])("refuses a package by its %s", (_, found) => {
    expect(() =>
      checkRevocations([{ ...entry, name: "first", digest: `sha256:${"3".repeat(64)}` }, entry], found),
    ).toThrow(
      expect.objectContaining({
        code: "version_revoked",
        facts: { name: "acme-pay", version: "1.0.0", state: "revoked", reason: "Leaks its key." },
      }),
    );
  });

  it("says of a suspended version that it is suspended", () => {
    expect(() => checkRevocations([{ ...entry, state: "suspended" }], { digest })).toThrow(
      expect.objectContaining({ code: "version_revoked", message: "acme-pay 1.0.0 is suspended." }),
    );
  });

  it.each([
    ["another version", { digest: other, name: "acme-pay", version: "1.0.1" }],
    ["the same version of another plugin", { digest: other, name: "acme-payment", version: "1.0.0" }],
    ["bytes of which no name is known", { digest: other }],
    ["a name without a version", { digest: other, name: "acme-pay" }],
  ])("lets %s pass", (_, found) => {
    expect(() => checkRevocations([entry], found)).not.toThrow();
  });

  it("tells no more than 200 characters of the reason", () => {
    expect(() => checkRevocations([{ ...entry, reason: "x".repeat(500) }], { digest })).toThrow(
      expect.objectContaining({ facts: expect.objectContaining({ reason: "x".repeat(200) }) }),
    );
  });
});
