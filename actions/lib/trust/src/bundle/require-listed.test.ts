import { describe, expect, it } from "vitest";
import { requireListed } from "./require-listed.ts";

const workflow = "https://github.com/acme/plugsmith/.github/workflows/publish.yml";
const digest = "c".repeat(40);
const commit = { workflow, digest, at: new Date("2026-06-01T00:00:00Z") };
const listOf = (change: object) => ({
  schemaVersion: 1 as const,
  signers: [{ workflow, digest, from: "2026-01-01T00:00:00Z", ...change }],
});

describe("requireListed", () => {
  it("lets a listed version sign, and any where people have signed no list", () => {
    expect(() => requireListed(commit, listOf({}))).not.toThrow();
    expect(() => requireListed(commit, null)).not.toThrow();
  });

  it.each([
    ["registrySigners", { digest: "d".repeat(40) }],
    ["registrySignerTime", { until: "2026-05-01T00:00:00Z" }],
  ])("refuses another one with %s, and says what to type", (field, change) => {
    expect(() => requireListed(commit, listOf(change))).toThrow(
      expect.objectContaining({
        code: "identity_mismatch",
        hint: expect.stringContaining(`registry signer add ${digest}`),
        facts: expect.objectContaining({ field }),
      }),
    );
  });
});
