import { describe, expect, it } from "vitest";
import type { RegistryStanding } from "../registry/registry-standing.ts";
import { limitByKnowledge } from "./limit-by-knowledge.ts";
import type { Release } from "./release.ts";

const permissions = { filesystem: [], network: { outbound: [], inbound: false }, usb: [], memory: 64, queue: [] };
const release = (version: string): Release => ({
  name: "meter",
  version,
  digest: `sha256:${version}`,
  origin: "registry",
  permissions,
  usb: [],
  size: 1,
});
const standing = (state: RegistryStanding["knowledge"]["state"]): RegistryStanding => ({
  trust: "signed",
  knowledge: { state, ageSeconds: 900_000 },
});
const ran = { version: "1.0.0", digest: "sha256:1.0.0", permissions };
const [older, newer] = [release("1.0.0"), release("1.1.0")];

describe("limitByKnowledge", () => {
  it("leaves every choice alone while the word is fresh or only old enough to warn", () => {
    const choice = { target: newer, start: older };
    for (const state of ["fresh", "warn"] as const) expect(limitByKnowledge(choice, ran, standing(state))).toBe(choice);
  });

  it("goes on with what ran here last and lets the newer one wait", () => {
    expect(limitByKnowledge({ target: newer, start: older }, ran, standing("refuse_new"))).toMatchObject({
      target: older,
      start: older,
      waiting: { version: "1.1.0", code: "registry_stale", message: expect.stringContaining("250 hours old") },
    });
    const same = { target: older, start: older };
    expect(limitByKnowledge(same, ran, standing("refuse_new"))).toBe(same);
  });

  it("loads nothing where nothing ran before, where the old one may not run, and anything at all where the policy stops", () => {
    const fresh = limitByKnowledge({ target: newer, start: newer }, undefined, standing("refuse_new"));
    expect(fresh).toMatchObject({ refusal: { code: "registry_stale" } });
    expect(fresh.target).toBeUndefined();
    expect(limitByKnowledge({ target: newer, start: newer }, ran, standing("refuse_new")).target).toBeUndefined();
    expect(limitByKnowledge({ target: older, start: older }, ran, standing("stop"))).toEqual({
      refusal: expect.objectContaining({ code: "registry_stale", version: "1.0.0" }),
    });
  });

  it("names the missing root, and keeps a refusal that stands", () => {
    const missing = { trust: "missing", knowledge: { state: "refuse_new", ageSeconds: null } } as const;
    expect(limitByKnowledge({ target: newer }, undefined, missing).refusal?.code).toBe("registry_root_missing");
    const refused = { refusal: { code: "version_revoked", message: "" } } as const;
    expect(limitByKnowledge(refused, ran, standing("stop"))).toBe(refused);
  });
});
