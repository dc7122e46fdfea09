import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decideKnowledge, defaultKnowledgePolicy } from "./decide-knowledge.ts";

const signedAt = new Date("2026-06-01T12:00:00Z");
const after = (seconds: number) => new Date(signedAt.getTime() + seconds * 1000);

describe("decideKnowledge", () => {
  it.each([
    [0, "fresh"],
    [48 * 3600 - 1, "fresh"],
    [48 * 3600, "warn"],
    [7 * 86_400, "refuse_new"],
    [365 * 86_400, "refuse_new"],
  ])("after %d seconds says %s, and the age", (seconds, state) => {
    expect(decideKnowledge(signedAt, after(seconds))).toEqual({ state, ageSeconds: seconds });
  });

  it("stops running plugins only where the policy says so", () => {
    const policy = { ...defaultKnowledgePolicy, stopAfter: 10 * 86_400 };
    expect(decideKnowledge(signedAt, after(10 * 86_400), policy).state).toBe("stop");
    expect(decideKnowledge(null, signedAt, policy)).toEqual({ state: "stop", ageSeconds: null });
    expect(decideKnowledge(null, signedAt)).toEqual({ state: "refuse_new", ageSeconds: null });
  });

  it("shows no age below zero when the clock is behind", () => {
    expect(decideKnowledge(signedAt, after(-3600))).toEqual({ state: "fresh", ageSeconds: 0 });
  });

  it("never becomes milder with age", () => {
    const order = ["fresh", "warn", "refuse_new", "stop"];
    const policy = { warnAfter: 100, refuseAfter: 1000, stopAfter: 5000 };
    const rank = (seconds: number) => order.indexOf(decideKnowledge(signedAt, after(seconds), policy).state);
    fc.assert(fc.property(fc.nat(10_000), fc.nat(10_000), (age, more) => rank(age + more) >= rank(age)));
  });
});
