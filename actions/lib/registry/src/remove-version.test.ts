import { parseRegistry } from "@plugsmith/schemas";
import { describe, expect, it } from "vitest";
import { disableVersion, findRemoved, removeVersion } from "./remove-version.ts";
import { revokeVersion } from "./revoke-version.ts";
import { add, at, digestOf, published, revocation } from "./testing/test-registry.ts";

const wanted = { name: "bench-hello", version: "1.0.0", reason: "named a customer" };

describe("disableVersion", () => {
  it("takes a version from those who do not run it, once, and never softens a revocation", () => {
    const disabled = disableVersion(published, wanted, at);
    expect(disabled.plugins[0]?.versions[0]).toMatchObject({ version: "1.0.0", status: "disabled" });
    expect(disabled.sequence).toBe(published.sequence + 1);
    expect(disableVersion(disabled, wanted, at)).toBe(disabled);
    const revoked = revokeVersion(disabled, revocation, at);
    expect(revoked.plugins[0]?.versions[0]?.status).toBe("revoked");
    expect(disableVersion(revoked, wanted, at)).toBe(revoked);
    expect(parseRegistry(disabled).ok).toBe(true);
  });

  it("refuses a version that is not published", () => {
    expect(() => disableVersion(published, { ...wanted, version: "9.0.0" }, at)).toThrow(
      expect.objectContaining({ code: "input_invalid" }),
    );
  });
});

describe("removeVersion", () => {
  it("leaves a tombstone, under which the version and lower ones can never be published again", () => {
    const removed = removeVersion(published, wanted, at);
    expect(removed.plugins).toEqual([]);
    expect(findRemoved(removed, "bench-hello", "1.0.0")).toMatchObject({
      digest: digestOf(1),
      reason: "named a customer",
    });
    expect(() => add(removed, "1.0.0", 1)).toThrow(expect.objectContaining({ code: "version_removed" }));
    expect(() => add(removed, "1.0.0", 2)).toThrow(expect.objectContaining({ code: "version_removed" }));
    expect(() => add(removed, "0.9.0", 3)).toThrow(expect.objectContaining({ code: "version_not_higher" }));
    expect(add(removed, "1.0.1", 4).plugins[0]?.versions).toHaveLength(1);
    expect(removeVersion(removed, wanted, at)).toBe(removed);
    expect(parseRegistry(removed).ok).toBe(true);
  });

  it("keeps other versions and what was said against the removed one", () => {
    const two = add(published, "1.1.0", 2);
    const removed = removeVersion(revokeVersion(two, revocation, at), wanted, at);
    expect(removed.plugins[0]?.versions.map(({ version }) => version)).toEqual(["1.1.0"]);
    expect(removed.revocations).toMatchObject([{ version: "1.0.0", state: "revoked" }]);
  });
});
