import type { Permissions, Registry, RegistryVersion } from "@plugsmith/schemas";
import { describe, expect, it } from "vitest";
import { type AgentMemory, emptyMemory, type PluginMemory } from "../store/agent-memory.ts";
import { chooseRelease } from "./choose-release.ts";

const permissions: Permissions = {
  filesystem: [],
  network: { outbound: [], inbound: false },
  usb: [],
  memory: 64,
  queue: [],
};
const sha = "a".repeat(40);
const version = (number: string, change: Partial<RegistryVersion> = {}): RegistryVersion => ({
  version: number,
  digest: `sha256:${number}`,
  size: 1,
  publishedAt: "2026-01-01T00:00:00Z",
  request: 1,
  pullRequest: 2,
  headSha: sha,
  mergeSha: sha,
  tree: sha,
  runId: "1",
  assets: { zip: "z", bundle: "b", sbom: "s" },
  permissions,
  status: "active",
  ...change,
});
const ran = (number: string) => ({ version: number, digest: `sha256:${number}`, permissions });

function choose(versions: RegistryVersion[], own: Partial<PluginMemory> = {}, change: Partial<AgentMemory> = {}) {
  const plugin = {
    name: "meter",
    description: "",
    type: "bench" as const,
    cms: "bench" as const,
    runtime: "node" as const,
    usb: [],
    versions,
  };
  const registry: Registry = {
    schemaVersion: 1,
    repository: "a/b",
    sequence: 5,
    updatedAt: "",
    plugins: [plugin],
    revocations: [],
  };
  const memory: AgentMemory = {
    ...emptyMemory,
    registry,
    registrySequence: 5,
    plugins: { meter: { accepted: [], rejected: {}, ...own } },
    ...change,
  };
  const { target, start, waiting, refusal } = chooseRelease(plugin, memory, registry);
  return { target: target?.version, start: start?.version, waiting: waiting?.version, code: refusal?.code };
}
const rejection = { version: "", code: "load_failed", message: "", at: "" };

describe("chooseRelease", () => {
  it("takes the newest active version, by semantic order", () => {
    expect(choose([version("1.9.0"), version("1.10.0"), version("1.10.0-rc.1")])).toMatchObject({
      target: "1.10.0",
      start: "1.10.0",
    });
  });

  it("starts the last good one first when a newer one was never tried", () => {
    const own = { lastGood: ran("1.0.0"), floor: ran("1.0.0") };
    expect(choose([version("1.0.0"), version("1.1.0")], own)).toMatchObject({ start: "1.0.0", target: "1.1.0" });
  });

  it("passes over a version that failed here until a person clears it", () => {
    const rejected = { "sha256:1.1.0": rejection };
    expect(choose([version("1.0.0"), version("1.1.0")], { rejected })).toMatchObject({ target: "1.0.0" });
    expect(choose([version("1.1.0")], { rejected })).toMatchObject({ target: undefined, code: "load_failed" });
  });

  it("looks at a refused signature again when the registry has moved on", () => {
    const at = (untilSequence: number) => ({ rejected: { "sha256:1.1.0": { ...rejection, untilSequence } } });
    expect(choose([version("1.1.0")], at(5))).toMatchObject({ target: undefined });
    expect(choose([version("1.1.0")], at(4))).toMatchObject({ target: "1.1.0" });
  });

  it("never goes below what ran here, not even after a revocation", () => {
    const own = { lastGood: ran("1.1.0"), floor: ran("1.1.0") };
    expect(choose([version("1.0.0")], own)).toMatchObject({ target: undefined, code: "version_not_higher" });
    expect(choose([version("1.0.0"), version("1.1.0", { status: "revoked" })], own)).toMatchObject({
      target: undefined,
    });
    expect(choose([version("1.0.0"), version("1.1.0", { status: "revoked" }), version("1.2.0")], own)).toMatchObject({
      target: "1.2.0",
    });
  });

  it("goes back by itself only from a version that failed here, never from a suspended or refused one", () => {
    const own = { lastGood: ran("1.1.0"), floor: ran("1.1.0") };
    const suspended = version("1.1.0", { status: "suspended" });
    expect(choose([version("1.0.0"), suspended], own)).toMatchObject({ target: undefined, code: "version_suspended" });
    expect(choose([version("1.0.0"), suspended, version("1.2.0")], own)).toMatchObject({ target: "1.2.0" });
    const rejected = { "sha256:1.1.0": rejection };
    expect(choose([version("1.0.0"), version("1.1.0")], { ...own, rejected })).toMatchObject({ target: "1.0.0" });
    const refused = { "sha256:1.1.0": { ...rejection, code: "signature_invalid", untilSequence: 5 } };
    expect(choose([version("1.0.0"), version("1.1.0")], { ...own, rejected: refused })).toMatchObject({
      target: undefined,
      code: "signature_invalid",
    });
  });

  it("goes on with a disabled version where it ran last, and offers it nowhere else", () => {
    const disabled = version("1.1.0", { status: "disabled" });
    expect(choose([disabled])).toMatchObject({ target: undefined, code: "version_disabled" });
    expect(choose([version("1.0.0"), disabled])).toMatchObject({ target: "1.0.0" });
    const own = { lastGood: ran("1.1.0"), floor: ran("1.1.0"), accepted: ["sha256:1.1.0"] };
    expect(choose([version("1.0.0"), disabled], own)).toMatchObject({ target: "1.1.0" });
    expect(choose([disabled, version("1.2.0")], own)).toMatchObject({ target: "1.2.0" });
    expect(choose([{ ...disabled, status: "revoked" }], own)).toMatchObject({ target: undefined });
  });

  it("lets a person go below a suspended version, by rollback or by name", () => {
    const own = { lastGood: ran("1.1.0"), floor: ran("1.1.0") };
    const versions = [version("1.0.0"), version("1.1.0", { status: "suspended" })];
    const rejected = { "sha256:1.1.0": { ...rejection, code: "rolled_back" } };
    expect(choose(versions, { ...own, rejected })).toMatchObject({ target: "1.0.0" });
    expect(choose(versions, { ...own, pinned: "1.0.0" })).toMatchObject({ target: "1.0.0" });
    expect(choose(versions, { ...own, pinned: "1.1.0" })).toMatchObject({
      target: undefined,
      code: "version_suspended",
    });
  });

  it("believes its own memory of a revocation more than an entry that says active again", () => {
    const revoked = { "sha256:1.1.0": { name: "meter", version: "1.1.0", reason: "", at: "" } };
    expect(choose([version("1.1.0")], {}, { revoked })).toMatchObject({ target: undefined, code: "version_revoked" });
  });

  it("refuses other bytes under a version that ran here", () => {
    const own = { lastGood: ran("1.1.0"), floor: ran("1.1.0") };
    expect(choose([version("1.1.0", { digest: "sha256:other" })], own)).toMatchObject({ target: undefined });
  });

  it("lets a version with wider permissions wait and keeps the newest that asks for no more", () => {
    const own = { lastGood: ran("1.0.0"), floor: ran("1.0.0") };
    const wide = version("2.0.0", { permissions: { ...permissions, memory: 65 } });
    expect(choose([version("1.0.0"), version("1.1.0"), wide], own)).toMatchObject({
      target: "1.1.0",
      waiting: "2.0.0",
    });
    expect(choose([version("1.0.0"), wide], { ...own, accepted: ["sha256:2.0.0"] })).toMatchObject({
      target: "2.0.0",
      waiting: undefined,
    });
  });

  it("runs exactly the version a person pinned, also a lower one, but not a revoked one", () => {
    const own = { lastGood: ran("1.1.0"), floor: ran("1.1.0"), pinned: "1.0.0" };
    expect(choose([version("1.0.0"), version("1.1.0")], own)).toMatchObject({ target: "1.0.0", start: "1.0.0" });
    expect(choose([version("1.0.0", { status: "revoked" }), version("1.1.0")], own)).toMatchObject({
      target: undefined,
    });
  });
});
