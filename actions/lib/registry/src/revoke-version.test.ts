import { parseRegistry } from "@plugsmith/schemas";
import { describe, expect, it } from "vitest";
import { findVersion } from "./find-version.ts";
import { revokeVersion, suspendVersion } from "./revoke-version.ts";
import { at, published, revocation } from "./testing/test-registry.ts";

describe("suspendVersion and revokeVersion", () => {
  it("go one way: active, suspended, revoked", () => {
    const suspended = suspendVersion(published, revocation, at);
    const revoked = revokeVersion(suspended, revocation, at);
    expect([suspended, revoked].map((each) => findVersion(each, "bench-hello", "1.0.0")?.status)).toEqual([
      "suspended",
      "revoked",
    ]);
    expect(revoked.revocations).toHaveLength(1);
    expect(parseRegistry(revoked).ok).toBe(true);
    expect(suspendVersion(revoked, revocation, at)).toBe(revoked);
    expect(revokeVersion(revoked, revocation, at)).toBe(revoked);
  });

  it("refuse a version that is not published", () => {
    expect(() => suspendVersion(published, { ...revocation, version: "3.0.0" }, at)).toThrow(
      expect.objectContaining({ code: "input_invalid" }),
    );
  });
});
