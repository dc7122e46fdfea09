import type { ErrorCode } from "@plugsmith/schemas";
import { describe, expect, it } from "vitest";
import { emptyMemory, rememberRejected } from "../store/agent-memory.ts";
import { makeDevice, makePlugin, makeRegistry, makeRelease, makeVersion } from "../testing/make-facts.ts";
import { decideOutcome } from "./decide-outcome.ts";

const at = "2026-01-01T00:00:00.000Z";
const old = makeRelease();
const next = makeRelease({ version: "1.1.0", digest: `sha256:${"2".repeat(64)}` });
const failed = (code: ErrorCode, kept?: typeof old) =>
  decideOutcome(
    { ...emptyMemory, registrySequence: 7, reviewers: { schemaVersion: 1, reviewers: [] } },
    { kind: "failed", release: next, failure: { code, message: "why" }, ...(kept ? { kept } : {}) },
    at,
  );

const makeSuspended = ({ name, version, digest }: typeof old) =>
  makeRegistry([makePlugin(name, [makeVersion(version, { digest, status: "suspended" })])], {
    revocations: [{ name, version, digest, state: "suspended", reason: "the readings drift", by: [] }],
  });

describe("decideOutcome", () => {
  it("remembers a version that took over as the last good one and as the floor", () => {
    const { memory, drafts } = decideOutcome(emptyMemory, { kind: "loaded", release: next, ms: 5, proved: [] }, at);
    expect(memory.plugins["acme-meter"]).toMatchObject({ lastGood: { version: "1.1.0" }, floor: { version: "1.1.0" } });
    expect(drafts).toMatchObject([{ type: "forge.plugin.loaded", plugin: { version: "1.1.0" } }]);
    const back = decideOutcome(memory, { kind: "swapped", release: old, previous: next, ms: 5 }, at);
    expect(back.memory.plugins["acme-meter"]).toMatchObject({
      lastGood: { version: "1.0.0" },
      floor: { version: "1.1.0" },
    });
  });

  it("says in its report that a version is unsigned", () => {
    const folder = makeRelease({ origin: "folder" });
    const loaded = { kind: "loaded", release: folder, ms: 5, proved: [] } as const;
    expect(decideOutcome(emptyMemory, loaded, at).drafts[0]?.message).toContain("UNSIGNED");
    const swapped = { kind: "swapped", release: folder, previous: makeRelease(), ms: 5 } as const;
    expect(decideOutcome(emptyMemory, swapped, at).drafts[0]?.message).toContain("UNSIGNED");
    const signed = { ...loaded, release: makeRelease() };
    expect(decideOutcome(emptyMemory, signed, at).drafts[0]?.message).toBeUndefined();
  });

  it("measures nothing by an unsigned folder", () => {
    const folder = makeRelease({ origin: "folder" });
    expect(decideOutcome(emptyMemory, { kind: "loaded", release: folder, ms: 5, proved: [] }, at).memory).toBe(
      emptyMemory,
    );
  });

  it("calls a crash on load a rollback when something still runs, else broken, and does not try it again", () => {
    const rolledBack = failed("load_failed", old);
    expect(rolledBack.drafts).toMatchObject([
      { type: "forge.plugin.rolled_back", code: "load_failed", previousVersion: "1.0.0" },
    ]);
    expect(rolledBack.memory.plugins["acme-meter"]?.rejected[next.digest]).not.toHaveProperty("untilSequence");
    expect(failed("load_timeout").drafts).toMatchObject([{ type: "forge.plugin.broken", code: "load_timeout" }]);
  });

  it.each(["signature_invalid", "key_unknown", "key_expired", "timestamp_missing", "signatures_missing"] as const)(
    "calls a signature that does not count (%s) refused and looks again only when the registry has moved on",
    (code) => {
      const { drafts, memory, retry } = failed(code, old);
      expect(drafts).toMatchObject([{ type: "forge.plugin.refused", code }]);
      expect(memory.plugins["acme-meter"]?.rejected[next.digest]?.untilSequence).toBe(7);
      expect(retry).toBe(false);
    },
  );

  it("tries again later when only the network failed, or when nobody knows the reviewers yet", () => {
    expect(failed("download_failed")).toMatchObject({ retry: true });
    expect(failed("download_failed").memory.plugins).toEqual({});
    expect(failed("quorum_missing").retry).toBe(false);
    const blind = decideOutcome(
      emptyMemory,
      { kind: "failed", release: next, failure: { code: "quorum_missing", message: "" } },
      at,
    );
    expect(blind.retry).toBe(true);
  });

  it("tells a way back from a way forward", () => {
    const swap = (memory: typeof emptyMemory, release = old, previous = next) =>
      decideOutcome(memory, { kind: "swapped", release, previous, ms: 1 }, at).drafts;
    const suspended = { ...emptyMemory, registry: makeSuspended(next) };
    expect(swap(suspended)).toMatchObject([
      {
        type: "forge.plugin.rolled_back",
        plugin: { version: "1.1.0" },
        previousVersion: "1.0.0",
        code: "version_suspended",
      },
    ]);
    const higher = makeRelease({ version: "1.2.0", digest: `sha256:${"3".repeat(64)}` });
    expect(swap(suspended, higher)).toMatchObject([{ type: "forge.plugin.swapped", previousVersion: "1.1.0" }]);
    const person = rememberRejected(emptyMemory, "acme-meter", next.digest, {
      version: "1.1.0",
      code: "rolled_back",
      message: "",
      at,
    });
    expect(swap(person)).toMatchObject([{ type: "forge.plugin.rolled_back", code: "rolled_back" }]);
    expect(swap(emptyMemory)).toMatchObject([{ type: "forge.plugin.swapped", previousVersion: "1.1.0" }]);
  });

  it("says why a suspended version was stopped", () => {
    const stop = (memory: typeof emptyMemory) =>
      decideOutcome(memory, { kind: "unloaded", release: next }, at).drafts[0];
    expect(stop({ ...emptyMemory, registry: makeSuspended(next) })).toMatchObject({
      type: "forge.plugin.unloaded",
      plugin: { version: "1.1.0" },
      code: "version_suspended",
      message: expect.stringContaining("the readings drift"),
    });
    expect(stop(emptyMemory)).not.toHaveProperty("code");
  });

  it("reports devices with the plugin that serves them, and keeps long reasons within the event's limit", () => {
    const device = makeDevice();
    expect(decideOutcome(emptyMemory, { kind: "attached", release: old, device }, at).drafts).toMatchObject([
      { type: "forge.device.attached", plugin: { name: "acme-meter" }, device: { key: "A1" } },
    ]);
    const long = { code: "plugin_broken", message: "x".repeat(5_000) } as const;
    const { drafts, memory } = decideOutcome(emptyMemory, { kind: "broken", release: old, failure: long }, at);
    expect(drafts[0]?.message).toHaveLength(500);
    expect(memory.plugins["acme-meter"]?.broken).toMatchObject({ digest: old.digest, code: "plugin_broken" });
  });
});
