import { describe, expect, it } from "vitest";
import type { RepositoryMirror } from "../mirror/repository-mirror.ts";
import { gatherRegistry } from "./gather-registry.ts";

const commit = "a".repeat(40);
const registry = {
  schemaVersion: 1,
  repository: "acme/forge",
  sequence: 3,
  updatedAt: "2026-06-01T12:00:00.000Z",
  plugins: [],
  revocations: [],
};
const reviewers = {
  schemaVersion: 1,
  reviewers: [{ id: 1, login: "ada", role: "approver", from: "2026-06-01T12:00:00.000Z" }],
};

function makeMirror(files: Readonly<Record<string, string>> | null): RepositoryMirror {
  const paths = Object.keys(files ?? {});
  return {
    refresh: async () => {},
    readBranch: async () => (files === null ? null : { commit, tree: commit }),
    listFiles: async (_commit, folder) =>
      paths.filter((path) => path.startsWith(folder)).map((path) => ({ path, sha: path, mode: "100644" })),
    contains: async () => true,
    readBlobs: async (shas) => shas.map((sha) => Buffer.from(files?.[sha] ?? "")),
  };
}
const plain = { "registry.json": JSON.stringify(registry), "reviewers.json": JSON.stringify(reviewers) };
const gather = (files: Readonly<Record<string, string>> | null, rootDigest?: string) =>
  gatherRegistry(makeMirror(files), {
    repository: "acme/forge",
    rootDigest,
    now: new Date("2026-06-02T00:00:00.000Z"),
  });

describe("gatherRegistry", () => {
  it("reads the plain files of a registry that is not signed, and nobody from what cannot be read", async () => {
    expect(await gather(plain)).toMatchObject({ registry: { sequence: 3 }, reviewers: { reviewers: [{ id: 1 }] } });
    expect(await gather({ ...plain, "reviewers.json": "{" })).toMatchObject({ reviewers: { reviewers: [] } });
    expect(await gather(null)).toEqual({
      registry: null,
      reviewers: { schemaVersion: 1, reviewers: [] },
      signers: null,
    });
  });

  it("decides nothing where forge.yml pins a root that the branch does not begin with", async () => {
    const digest = `sha256:${"0".repeat(64)}`;
    for (const files of [plain, { ...plain, "tuf/1.root.json": "{}" }])
      await expect(gather(files, digest)).rejects.toMatchObject({ code: "registry_root_mismatch" });
  });

  it("does not fall back to the plain files where signed ones are broken", async () => {
    const broken = gather({ ...plain, "tuf/1.root.json": "{}" });
    await expect(broken).rejects.toMatchObject({ code: expect.stringMatching(/^registry_/u) });
  });
});
