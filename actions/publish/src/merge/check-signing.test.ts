import { describe, expect, it } from "vitest";
import { checkSigning, type SigningFacts } from "./check-signing.ts";

const workflow = "https://github.com/acme/plugsmith/.github/workflows/publish.yml";
const digest = "c".repeat(40);
const at = new Date("2026-06-01T00:00:00Z");
const listed = { schemaVersion: 1 as const, signers: [{ workflow, digest, from: "2026-01-01T00:00:00Z" }] };
const unlisted = { ...listed, signers: [{ workflow, digest: "d".repeat(40), from: "2026-01-01T00:00:00Z" }] };
const read = { kind: "read" } as SigningFacts["tests"];
const facts = (change: Partial<SigningFacts> = {}): SigningFacts => ({
  workflow: { workflow, digest },
  signers: listed,
  tests: read,
  at,
  ...change,
});
const config = (mode?: "key" | "keyless-public") =>
  (mode === undefined ? {} : { signing: { mode } }) as Parameters<typeof checkSigning>[0];

describe("checkSigning", () => {
  it.each<[string, Parameters<typeof checkSigning>[0], SigningFacts]>([
    ["people have listed the version of the workflows", config(), facts()],
    ["people have signed no list", config("keyless-public"), facts({ signers: null })],
    ["GitHub does not tell the version, which the sign job then judges", config(), facts({ workflow: null })],
    ["a key signs, whatever the version", config("key"), facts({ signers: unlisted })],
  ])("lets it be merged where %s", (_, given, signing) => {
    expect(() => checkSigning(given, signing)).not.toThrow();
  });

  it("refuses a version that is not listed, and says what people do", () => {
    expect(() => checkSigning(config(), facts({ signers: unlisted }))).toThrow(
      expect.objectContaining({
        code: "identity_mismatch",
        message: expect.stringMatching(/^Not merged, because/u),
        hint: expect.stringContaining(`plugsmith registry signer add ${digest}`),
      }),
    );
  });

  it.each(["key", "keyless-public"] as const)("refuses in mode %s what no test result can be attested for", (mode) => {
    const tests = { kind: "unusable", why: "GitHub keeps the run's results no longer" } as const;
    expect(() => checkSigning(config(mode), facts({ tests }))).toThrow(
      expect.objectContaining({ code: "attestation_missing", message: expect.stringContaining(tests.why) }),
    );
  });
});
