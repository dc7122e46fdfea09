import { describe, expect, it } from "vitest";
import { makeDigest, makePlugin, makeRegistry, makeVersion } from "../testing/make-facts.ts";
import { acceptRegistry } from "./accept-registry.ts";
import { emptyMemory } from "./agent-memory.ts";

const at = "2026-02-02T00:00:00.000Z";
const accept = (memory = emptyMemory, registry = makeRegistry([])) =>
  acceptRegistry(memory, registry, "acme/forge", at);
const revocation = (digest: string) => ({
  name: "meter",
  version: "1.0.0",
  digest,
  state: "revoked" as const,
  reason: "drifts",
  by: [],
});

describe("acceptRegistry", () => {
  it("takes the first, the same again, and any higher sequence", () => {
    const first = accept();
    expect(first).toMatchObject({ registrySequence: 5, registryAt: at });
    expect(accept(first)).toMatchObject({ registrySequence: 5 });
    expect(accept(first, makeRegistry([], { sequence: 6 }))).toMatchObject({ registrySequence: 6 });
  });

  it("refuses a lower sequence, and other content under the same one", () => {
    const memory = accept();
    expect(() => accept(memory, makeRegistry([], { sequence: 4 }))).toThrow(
      expect.objectContaining({ code: "registry_rollback" }),
    );
    const forked = makeRegistry([makePlugin("evil", [])]);
    expect(() => accept(memory, forked)).toThrow(expect.objectContaining({ code: "registry_rollback" }));
  });

  it("takes any sequence from a root that a person has newly pinned, and keeps what was revoked before", () => {
    const revoked = makeRegistry([], { revocations: [revocation(makeDigest("a"))] });
    const anew = acceptRegistry(
      accept(emptyMemory, revoked),
      makeRegistry([], { sequence: 0 }),
      "acme/forge",
      at,
      true,
    );
    expect(anew.registrySequence).toBe(0);
    expect(Object.keys(anew.revoked)).toHaveLength(1);
  });

  it("refuses the registry of another repository", () => {
    expect(() => accept(emptyMemory, makeRegistry([], { repository: "evil/forge" }))).toThrow(
      expect.objectContaining({ code: "registry_invalid" }),
    );
  });

  it("keeps every revocation for ever, from the list and from a version's status", () => {
    const listed = makeDigest("a");
    const marked = makeVersion("2.0.0", { status: "revoked" });
    let memory = accept(
      emptyMemory,
      makeRegistry([makePlugin("meter", [marked])], { revocations: [revocation(listed)] }),
    );
    expect(Object.keys(memory.revoked).sort()).toEqual([listed, marked.digest].sort());
    memory = accept(memory, makeRegistry([], { sequence: 9 }));
    expect(Object.keys(memory.revoked)).toHaveLength(2);
    expect(memory.revoked[listed]).toEqual({ name: "meter", version: "1.0.0", reason: "drifts", at });
  });

  it("does not take a suspension for a revocation", () => {
    const suspended = { ...revocation(makeDigest("b")), state: "suspended" as const };
    expect(accept(emptyMemory, makeRegistry([], { revocations: [suspended] })).revoked).toEqual({});
  });
});
