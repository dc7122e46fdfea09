import { parseRegistry } from "@plugsmith/schemas";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findHighestVersion, findVersion } from "./find-version.ts";
import { revokeVersion } from "./revoke-version.ts";
import { add, at, digestOf, empty, published, revocation } from "./testing/test-registry.ts";

describe("addVersion", () => {
  it("adds a version that its schema accepts, with the sequence one higher", () => {
    expect(parseRegistry(published).ok).toBe(true);
    expect(published.sequence).toBe(1);
    expect(findVersion(published, "bench-hello", "1.0.0")).toMatchObject({ status: "active", digest: digestOf(1) });
  });

  it("changes nothing when the version is there with the same bytes", () => {
    expect(add(published, "1.0.0", 1)).toBe(published);
  });

  it.each([
    ["version_exists", "1.0.0", 2],
    ["version_not_higher", "0.9.9", 2],
    ["version_not_higher", "1.0.0-rc.1", 2],
  ])("refuses as %s: %s with other bytes", (code, version, byte) => {
    expect(() => add(published, version, byte)).toThrow(expect.objectContaining({ code }));
  });

  it("refuses a revoked version, also under another name or number with the same bytes", () => {
    const revoked = revokeVersion(published, revocation, at);
    for (const [version, byte, name] of [
      ["1.0.0", 1, "bench-hello"],
      ["1.0.0", 2, "bench-hello"],
      ["9.0.0", 1, "other-name"],
    ] as const)
      expect(() => add(revoked, version, byte, name)).toThrow(expect.objectContaining({ code: "version_revoked" }));
    expect(add(revoked, "1.0.1", 3).sequence).toBe(3);
  });

  it("never has two digests for a version and never goes back, whatever is tried", () => {
    const attempt = fc.record({
      version: fc.constantFrom("1.0.0", "1.0.1", "1.1.0", "2.0.0"),
      byte: fc.integer({ min: 1, max: 4 }),
    });
    fc.assert(
      fc.property(fc.array(attempt, { maxLength: 20 }), (attempts) => {
        let registry = empty;
        for (const { version, byte } of attempts) {
          const before = registry;
          try {
            registry = add(registry, version, byte);
          } catch {
            continue;
          }
          expect(findVersion(registry, "bench-hello", version)?.digest).toBe(digestOf(byte));
          expect(registry.sequence - before.sequence).toBe(registry === before ? 0 : 1);
        }
        const versions = registry.plugins[0]?.versions.map((each) => each.version) ?? [];
        expect([...versions].sort()).toEqual(versions);
        expect(findHighestVersion(registry, "bench-hello")?.version).toBe(versions.at(-1));
      }),
    );
  });
});
