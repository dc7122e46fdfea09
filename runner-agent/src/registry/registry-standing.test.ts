import { describe, expect, it } from "vitest";
import { decideStanding, explainStanding } from "./registry-standing.ts";

const signedAt = "2026-06-01T00:00:00.000Z";
const later = (hours: number) => new Date(Date.parse(signedAt) + hours * 3_600_000);
const trust = {
  schemaVersion: 1,
  pin: "",
  state: { root: "" },
  rootVersion: 2,
  signedAt,
  expiresAt: signedAt,
} as const;
const registry = { repository: "acme/forge", root: "root.json" };
const decide = (hours: number, change: object = {}, own: typeof trust | null = trust) =>
  decideStanding({ registry: { ...registry, ...change } }, own ?? undefined, later(hours));

describe("decideStanding", () => {
  it("warns at 48 hours, loads nothing new from a week on, and never stops by itself", () => {
    expect(decide(47).knowledge.state).toBe("fresh");
    expect(decide(48)).toMatchObject({
      trust: "signed",
      rootVersion: 2,
      knowledge: { state: "warn", ageSeconds: 172_800 },
    });
    expect(decide(168).knowledge.state).toBe("refuse_new");
    expect(decide(100_000).knowledge.state).toBe("refuse_new");
  });

  it("does what the configuration says instead", () => {
    const knowledge = { warnHours: 1, refuseNewHours: 2, stopHours: 3 };
    expect([0, 1, 2, 3].map((hours) => decide(hours, { knowledge }).knowledge.state)).toEqual([
      "fresh",
      "warn",
      "refuse_new",
      "stop",
    ]);
  });

  it("loads nothing new before the first signed word, and without a root", () => {
    expect(decide(0, {}, null).knowledge).toEqual({ state: "refuse_new", ageSeconds: null });
    expect(decide(0, { root: undefined })).toMatchObject({ trust: "missing", knowledge: { state: "refuse_new" } });
  });

  it("has no age where no signature is asked for", () => {
    expect(decide(100_000, { trust: "unsigned" })).toMatchObject({ trust: "unsigned", knowledge: { state: "fresh" } });
    const folderOnly = decideStanding({ registry, sources: { registry: false } }, undefined, later(0));
    expect(folderOnly.knowledge.state).toBe("fresh");
  });
});

describe("explainStanding", () => {
  it("says nothing while all is well, and else what follows from the age", () => {
    expect(explainStanding(decide(1))).toBeUndefined();
    expect(explainStanding(decide(50))).toContain("50 hours old");
    expect(explainStanding(decide(200))).toContain("nothing is loaded that did not run here before");
    expect(explainStanding(decide(9, { knowledge: { stopHours: 3 } }))).toContain("stopped");
    expect(explainStanding(decide(0, {}, null))).toContain("never heard of");
    expect(explainStanding(decide(0, { root: undefined }))).toContain("names no root");
  });
});
