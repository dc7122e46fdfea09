import type { Registry, Revocation } from "@plugsmith/schemas";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergeRevocations } from "./merge-revocations.ts";

const entry = (version: string, state: Revocation["state"]): Revocation => ({
  name: "bench-hello",
  version,
  digest: `sha256:${"a".repeat(64)}`,
  state,
  reason: "leaks",
  by: [],
});
const registry = (revocations: Revocation[] = []) =>
  ({
    plugins: [{ name: "bench-hello", versions: ["1.0.0", "1.1.0"].map((version) => ({ version, status: "active" })) }],
    revocations,
  }) as unknown as Registry;
const statusOf = (merged: Registry, version: string) =>
  merged.plugins[0]?.versions.find((each) => each.version === version)?.status;

describe("mergeRevocations", () => {
  it("marks the version and lists the entry, and leaves every other version alone", () => {
    const merged = mergeRevocations(registry(), [entry("1.0.0", "revoked")]);
    expect([statusOf(merged, "1.0.0"), statusOf(merged, "1.1.0")]).toEqual(["revoked", "active"]);
    expect(merged.revocations).toEqual([entry("1.0.0", "revoked")]);
  });

  it("keeps what is said of a version that the registry does not list", () => {
    expect(mergeRevocations(registry(), [entry("9.0.0", "revoked")]).revocations).toHaveLength(1);
  });

  it("lets the stricter stand, in whatever order they come", () => {
    const states = fc.array(fc.constantFrom<Revocation["state"]>("suspended", "revoked"), { minLength: 1 });
    fc.assert(
      fc.property(states, states, (own, added) => {
        const merged = mergeRevocations(
          registry(own.map((state) => entry("1.0.0", state))),
          added.map((state) => entry("1.0.0", state)),
        );
        const strictest = [...own, ...added].includes("revoked") ? "revoked" : "suspended";
        expect(statusOf(merged, "1.0.0")).toBe(strictest);
        expect(merged.revocations.map(({ state }) => state)).toEqual([strictest]);
      }),
    );
  });
});
