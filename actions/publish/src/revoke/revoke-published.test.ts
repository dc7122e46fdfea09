import { addVersion, findVersion, initRegistry } from "@plugsmith/registry";
import { createMemoryRegistryStore, type MemoryRegistryStore } from "@plugsmith/registry/testing";
import type { Registry } from "@plugsmith/schemas";
import { fakeGitHubApi, makeForge, makeManifest, testTimes } from "@plugsmith/trust/testing";
import { describe, expect, it } from "vitest";
import type { PublishPorts } from "../publish-ports.ts";
import { closedOutside } from "../testing/fake-outside.ts";
import { revokePublished } from "./revoke-published.ts";

const inputs = {
  phase: "revoke",
  name: "bench-hello",
  version: "1.0.0",
  request: 1,
  action: null,
  dryRun: false,
} as const;
const at = "2026-06-01T12:00:00Z";

function makeRegistry(): MemoryRegistryStore {
  const reviewers = [1, 2].map((id) => ({ id, login: `user-${id}` }));
  const files = initRegistry({ repository: "acme/forge", reviewers, at: testTimes.roleFrom });
  const entry = {
    digest: `sha256:${"1".repeat(64)}`,
    size: 1,
    publishedAt: at,
    request: 1,
    pullRequest: 2,
    headSha: "a".repeat(40),
    mergeSha: "b".repeat(40),
    tree: "c".repeat(40),
    runId: "7",
    assets: { zip: "https://x.example/z", bundle: "https://x.example/b", sbom: "https://x.example/s" },
  };
  const empty = JSON.parse(files["registry.json"] ?? "") as Registry;
  const registry = addVersion(empty, { manifest: makeManifest(), entry }, at);
  return createMemoryRegistryStore({ ...files, "registry.json": JSON.stringify(registry) });
}

const comment = (id: number, userId: number, body: string, given: object = {}) => ({
  id,
  user: { id: userId, login: `user-${userId}`, type: "User" },
  body,
  created_at: `2026-06-02T12:00:0${id}Z`,
  updated_at: `2026-06-02T12:00:0${id}Z`,
  ...given,
});
const proposal = comment(1, 1, "/forge revoke leaks the key");
const confirmation = comment(2, 2, "/forge revoke confirm");

function makePorts(registry: MemoryRegistryStore, comments: readonly object[]): PublishPorts {
  return {
    ...closedOutside,
    repository: "acme/forge",
    runId: "77",
    runUrl: "https://github.test/run",
    api: fakeGitHubApi(makeForge({ comments: { 1: [...comments] } })),
    registry,
    loadYaml: JSON.parse,
    now: () => new Date("2026-06-02T13:00:00Z"),
  };
}
const statusOf = async (registry: MemoryRegistryStore) =>
  findVersion((await registry.read()).registry, "bench-hello", "1.0.0")?.status;

describe("revokePublished", () => {
  it("suspends on one approver's word and revokes on the second's, each written once", async () => {
    const registry = makeRegistry();
    expect(await revokePublished(inputs, makePorts(registry, [proposal]))).toMatchObject({ state: "suspended" });
    expect(await statusOf(registry)).toBe("suspended");
    const both = makePorts(registry, [proposal, confirmation]);
    expect(await revokePublished(inputs, both)).toMatchObject({
      state: "revoked",
      message: expect.stringContaining("user-1 and user-2"),
    });
    await revokePublished(inputs, both);
    expect(registry.messages).toEqual([
      "Mark bench-hello 1.0.0 as suspended",
      "Mark bench-hello 1.0.0 as revoked",
      "Record the retraction of bench-hello@1.0.0",
    ]);
    expect((await registry.read()).registry.revocations).toMatchObject([
      { state: "revoked", reason: "leaks the key", by: [{ id: 1 }, { id: 2 }] },
    ]);
  });

  it("never takes a revocation back when the comments are gone", async () => {
    const registry = makeRegistry();
    await revokePublished(inputs, makePorts(registry, [proposal, confirmation]));
    await revokePublished(inputs, makePorts(registry, [proposal]));
    expect(await statusOf(registry)).toBe("revoked");
  });

  it.each<[string, string, readonly object[], object]>([
    ["command_not_allowed", "no comment says so", [], {}],
    ["command_not_allowed", "an outsider says so", [comment(1, 9, "/forge revoke x")], {}],
    ["command_not_allowed", "the comment was edited", [{ ...proposal, updated_at: "2026-06-03T00:00:00Z" }], {}],
    [
      "command_not_allowed",
      "the comment is older than the version",
      [comment(1, 1, "/forge revoke x", { created_at: "2026-05-01T00:00:00Z", updated_at: "2026-05-01T00:00:00Z" })],
      {},
    ],
    ["input_invalid", "the version belongs to another request", [proposal], { request: 2 }],
    ["input_invalid", "the version is not published", [proposal], { version: "2.0.0" }],
  ])("writes nothing, %s: %s", async (code, _, comments, change) => {
    const registry = makeRegistry();
    await expect(revokePublished({ ...inputs, ...change }, makePorts(registry, comments))).rejects.toMatchObject({
      code,
    });
    expect(registry.messages).toEqual([]);
  });

  it("suspends at once, but says so, when a revocation was asked for that nobody has confirmed", async () => {
    const registry = makeRegistry();
    const asked = { ...inputs, action: "revoke" } as const;
    await expect(revokePublished(asked, makePorts(registry, [proposal]))).rejects.toMatchObject({
      code: "command_not_allowed",
    });
    expect(await statusOf(registry)).toBe("suspended");
    expect(await revokePublished(asked, makePorts(registry, [proposal, confirmation]))).toMatchObject({
      state: "revoked",
    });
  });

  it("writes nothing in a dry run", async () => {
    const registry = makeRegistry();
    const report = await revokePublished({ ...inputs, dryRun: true }, makePorts(registry, [proposal]));
    expect(report.message).toBe("Dry run: bench-hello 1.0.0 would be suspended.");
    expect(registry.messages).toEqual([]);
  });
});
