import { describe, expect, it } from "vitest";
import { emptyMemory, type PluginMemory } from "../store/agent-memory.ts";
import { makePlugin, makeRegistry, makeVersion } from "../testing/make-facts.ts";
import { explainNoRelease } from "./explain-no-release.ts";

type Status = Parameters<typeof makeVersion>[1] & object;

function explain(statuses: Readonly<Record<string, Status["status"]>>, own: Partial<PluginMemory> = {}) {
  const versions = Object.entries(statuses).map(([version, status = "active"]) => makeVersion(version, { status }));
  const entry = makePlugin("meter", versions);
  const suspended = versions.filter(({ status }) => status === "suspended");
  const registry = makeRegistry([entry], {
    revocations: suspended.map(({ version, digest }) => ({
      name: "meter",
      version,
      digest,
      state: "suspended" as const,
      reason: "it drifts",
      by: [],
    })),
  });
  const memory = { ...emptyMemory, registry, plugins: { meter: { accepted: [], rejected: {}, ...own } } };
  return explainNoRelease(entry, memory, registry);
}
const floor = { version: "1.1.0", digest: makeVersion("1.1.0").digest };
const { digest } = floor;

describe("explainNoRelease", () => {
  it("names the suspended version that ran here, why it is suspended, and what a person may do", () => {
    const refusal = explain({ "1.0.0": "active", "1.1.0": "suspended" }, { floor });
    expect(refusal).toMatchObject({ version: "1.1.0", digest, code: "version_suspended" });
    expect(refusal.message).toMatch(/it drifts.*agent rollback meter/);
  });

  it("explains a suspended version also where nothing ran yet or a person pinned it", () => {
    expect(explain({ "1.0.0": "suspended" })).toMatchObject({ version: "1.0.0", code: "version_suspended" });
    const pinned = explain({ "1.0.0": "suspended", "1.1.0": "active" }, { floor, pinned: "1.0.0" });
    expect(pinned).toMatchObject({ version: "1.0.0", code: "version_suspended" });
  });

  it("tells revoked, rejected here, pinned away and only-lower apart", () => {
    expect(explain({ "1.0.0": "revoked" }).code).toBe("version_revoked");
    expect(explain({ "1.0.0": "active", "1.1.0": "revoked" }, { floor }).code).toBe("version_not_higher");
    const rejected = { [digest]: { version: "1.1.0", code: "load_failed", message: "boom", at: "" } };
    expect(explain({ "1.1.0": "active" }, { rejected })).toMatchObject({
      code: "load_failed",
      message: "Version 1.1.0: boom",
    });
    expect(explain({ "1.0.0": "active" }, { pinned: "3.0.0" }).code).toBe("plugin_unknown");
  });
});
