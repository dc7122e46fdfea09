import { describe, expect, it } from "vitest";
import { decideRegistryHealth } from "./decide-registry-health.ts";
import { disableVersion, removeVersion } from "./remove-version.ts";
import { revokeVersion, suspendVersion } from "./revoke-version.ts";
import { add, at, published, revocation } from "./testing/test-registry.ts";

const hour = 3600;
const decide = (registry = published, ageSeconds: number | null = hour, isSigned = true) =>
  decideRegistryHealth({ registry, ageSeconds, isSigned });

describe("decideRegistryHealth", () => {
  it("is healthy while it is signed, fresh, and every plugin has a version to load", () => {
    expect(decide()).toMatchObject({ state: "healthy", words: "1 plugin, signed, fresh", concerns: [] });
  });

  it("asks for attention when it is old, not signed, suspended or left without a version", () => {
    expect(decide(published, 49 * hour)).toMatchObject({ state: "attention", words: "1 plugin, 49 hours old" });
    expect(decide(published, null, false)).toMatchObject({ state: "attention", words: "1 plugin, not checked" });
    expect(decide(suspendVersion(published, revocation, at)).words).toBe("1 plugin, 1 suspended");
    expect(decide(disableVersion(published, revocation, at)).words).toBe("1 plugin, 1 without version");
    expect(decide(revokeVersion(add(published, "1.1.0", 2), revocation, at)).state).toBe("healthy");
  });

  it("fails from a week on, and counts what was removed", () => {
    expect(decide(published, 7 * 24 * hour).state).toBe("failing");
    const removed = removeVersion(published, { ...revocation, reason: "x" }, at);
    expect(decide(removed)).toMatchObject({ plugins: 0, versions: { removed: 1, active: 0 } });
  });
});
