import type { Revocation } from "@plugsmith/schemas";
import { describe, expect, it } from "vitest";
import { emptyMemory } from "../store/agent-memory.ts";
import { makePlugin, makeRegistry, makeVersion } from "../testing/make-facts.ts";
import { readStanding } from "./read-standing.ts";

const { digest } = makeVersion("1.1.0");
const withdrawn = (state: Revocation["state"], reason: string): Revocation => ({
  name: "meter",
  version: "1.1.0",
  digest,
  state,
  reason,
  by: [],
});
const standing = (
  status: "active" | "suspended" | "revoked",
  revocations: readonly Revocation[] = [],
  revoked: (typeof emptyMemory)["revoked"] = {},
) => {
  const registry = makeRegistry([makePlugin("meter", [makeVersion("1.0.0"), makeVersion("1.1.0", { status })])], {
    revocations: [...revocations],
  });
  return readStanding({ ...emptyMemory, revoked }, registry, digest);
};

describe("readStanding", () => {
  it("is active when nobody says otherwise", () => {
    expect(standing("active")).toEqual({ state: "active", reason: "" });
  });

  it("takes the stricter of entry and revocation list, with its reason", () => {
    expect(standing("active", [withdrawn("suspended", "drifts")])).toEqual({ state: "suspended", reason: "drifts" });
    expect(standing("suspended")).toEqual({ state: "suspended", reason: "" });
    const both = [withdrawn("suspended", "drifts"), withdrawn("revoked", "burns")];
    expect(standing("suspended", both)).toEqual({ state: "revoked", reason: "burns" });
  });

  it("believes its own memory of a revocation over a registry that says active", () => {
    const revoked = { [digest]: { name: "meter", version: "1.1.0", reason: "burns", at: "" } };
    expect(standing("active", [], revoked)).toEqual({ state: "revoked", reason: "burns" });
  });
});
