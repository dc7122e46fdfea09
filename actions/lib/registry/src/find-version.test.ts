import { describe, expect, it } from "vitest";
import { findHighestVersion, findPlugin, findRevocation, findState, findVersion } from "./find-version.ts";
import { disableVersion } from "./remove-version.ts";
import { revokeVersion, suspendVersion } from "./revoke-version.ts";
import { add, at, empty, published, revocation } from "./testing/test-registry.ts";

describe("findState", () => {
  it("is what was said against a version, before what its entry says", () => {
    const disabled = disableVersion(published, { name: "bench-hello", version: "1.0.0" }, at);
    const [entry] = disabled.plugins[0]?.versions ?? [];
    if (!entry) throw new Error("one version is published");
    expect(findState(disabled, "bench-hello", entry)).toBe("disabled");
    expect(findState(suspendVersion(disabled, revocation, at), "bench-hello", entry)).toBe("suspended");
  });
});

describe("what the registry holds", () => {
  it("is found by exact name and version, and nothing else is", () => {
    expect(findVersion(published, "bench-hello", "1.0.0")?.version).toBe("1.0.0");
    expect(findVersion(published, "bench-hello", "1.0")).toBeUndefined();
    expect(findVersion(published, "Bench-Hello", "1.0.0")).toBeUndefined();
    expect(findPlugin(published, "__proto__")).toBeUndefined();
    expect(findHighestVersion(empty, "bench-hello")).toBeUndefined();
  });

  it("has its highest version by precedence, not by text or by date", () => {
    const grown = ["1.2.0", "1.10.0-rc.1", "1.10.0"].reduce(
      (sum, version, index) => add(sum, version, index + 2),
      published,
    );
    expect(findHighestVersion(grown, "bench-hello")?.version).toBe("1.10.0");
    expect(findHighestVersion(grown, "other-plugin")).toBeUndefined();
  });

  it("keeps what was said against a version with that version alone", () => {
    const two = revokeVersion(add(published, "1.1.0", 2), revocation, at);
    expect(findRevocation(two, "bench-hello", "1.0.0")?.reason).toBe("leaks");
    expect(findRevocation(two, "bench-hello", "1.1.0")).toBeUndefined();
  });
});
