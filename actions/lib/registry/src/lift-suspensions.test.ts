import { describe, expect, it } from "vitest";
import { liftSuspensions, listEndedSuspensions } from "./lift-suspensions.ts";
import { disableVersion } from "./remove-version.ts";
import { revokeVersion, suspendVersion } from "./revoke-version.ts";
import { add, at, published, revocation } from "./testing/test-registry.ts";

const spoken = new Date(revocation.by[0]?.at ?? "");
const after = (ms: number) => new Date(spoken.getTime() + ms);
const day = 86_400_000;
const stateOf = (registry: typeof published, version = "1.0.0") =>
  registry.plugins[0]?.versions.find((entry) => entry.version === version)?.status;

describe("liftSuspensions", () => {
  it("ends what nobody confirmed in 24 hours, and no earlier", () => {
    const suspended = suspendVersion(published, revocation, at);
    expect(liftSuspensions(suspended, after(day))).toBe(suspended);
    const lifted = liftSuspensions(suspended, after(day + 1));
    expect(stateOf(lifted)).toBe("active");
    expect(lifted.revocations).toEqual([]);
    expect(lifted.sequence).toBe(suspended.sequence + 1);
    expect(liftSuspensions(lifted, after(9 * day))).toBe(lifted);
  });

  it("leaves alone what is revoked, and every other version", () => {
    const two = add(published, "1.1.0", 2);
    const revoked = revokeVersion(two, revocation, at);
    expect(liftSuspensions(revoked, after(9 * day))).toBe(revoked);
    const both = suspendVersion(revoked, { ...revocation, version: "1.1.0" }, at);
    const lifted = liftSuspensions(both, after(9 * day));
    expect([stateOf(lifted), stateOf(lifted, "1.1.0")]).toEqual(["revoked", "active"]);
  });

  it("gives back a version that was disabled as it was", () => {
    const disabled = disableVersion(published, { name: "bench-hello", version: "1.0.0" }, at);
    const suspended = suspendVersion(disabled, revocation, at);
    expect([stateOf(suspended), suspended.revocations[0]?.state]).toEqual(["disabled", "suspended"]);
    expect(stateOf(liftSuspensions(suspended, after(9 * day)))).toBe("disabled");
  });

  it("begins anew when it is spoken anew", () => {
    const suspended = suspendVersion(published, revocation, at);
    const later = { ...revocation, by: [{ id: 2, login: "lin", at: after(day + 5).toISOString() }] };
    const again = suspendVersion(suspended, later, at);
    expect(again.revocations).toMatchObject([{ by: [{ login: "lin" }] }]);
    expect(listEndedSuspensions(again, after(2 * day))).toEqual([]);
    expect(suspendVersion(again, revocation, at)).toBe(again);
  });
});
