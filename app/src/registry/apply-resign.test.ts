import { describe, expect, it } from "vitest";
import type { RepositoryMirror } from "../mirror/repository-mirror.ts";
import { applyResign } from "./apply-resign.ts";

const repository = { owner: "acme", repo: "forge", id: 1, defaultBranch: "main" } as never;
const signed = { signed_at: "2026-06-01T00:00:00.000Z", expires: "2026-06-08T00:00:00Z" };

const suspended = {
  schemaVersion: 1,
  repository: "acme/forge",
  sequence: 3,
  updatedAt: "2026-06-01T00:00:00.000Z",
  plugins: [],
  revocations: [
    {
      name: "acme-pay",
      version: "1.0.0",
      digest: `sha256:${"a".repeat(64)}`,
      state: "suspended",
      reason: "leaks",
      by: [{ id: 1, login: "ada", at: "2026-06-01T00:00:00.000Z" }],
    },
  ],
};

function open(
  now: string,
  runs: readonly { display_title: string; created_at: string }[],
  isSigned = true,
  registry: object = { ...suspended, revocations: [] },
) {
  const dispatched: unknown[] = [];
  const files = [...(isSigned ? ["tuf/timestamp.json"] : []), "registry.json"];
  const mirror: RepositoryMirror = {
    refresh: async () => {},
    readBranch: async () => ({ commit: "c", tree: "t" }),
    listFiles: async (_commit, path) =>
      files.filter((file) => file === path).map((file) => ({ path: file, sha: file, mode: "100644" })),
    contains: async () => true,
    readBlobs: async (shas) =>
      shas.map((sha) => Buffer.from(JSON.stringify(sha === "registry.json" ? registry : { signed }))),
  };
  const request = async (route: string, parameters: Record<string, unknown> = {}) => {
    if (route.startsWith("POST")) dispatched.push(parameters);
    return { status: 200, data: { workflow_runs: runs }, headers: {} };
  };
  const ports = { request: request as never, mirror, repository, now: () => new Date(now) };
  return { dispatched, run: () => applyResign(ports) };
}
const late = "2026-06-05T00:00:00.000Z";

describe("applyResign", () => {
  it("starts the registry's workflow when its newest word is half through its life", async () => {
    const { run, dispatched } = open(late, [
      { display_title: "forge-registry refresh  ", created_at: "2026-06-04T22:00:00Z" },
    ]);
    expect(await run()).toBe(true);
    expect(dispatched).toMatchObject([
      { workflow_id: "forge-registry.yml", ref: "main", inputs: { action: "refresh" } },
    ]);
  });

  it("starts it when a suspension's 24 hours are over, signed or not, and only then", async () => {
    for (const isSigned of [true, false]) {
      expect(await open("2026-06-02T00:00:00.000Z", [], isSigned, suspended).run()).toBe(false);
      const over = open("2026-06-02T00:00:00.001Z", [], isSigned, suspended);
      expect(await over.run()).toBe(true);
      expect(over.dispatched).toMatchObject([{ inputs: { action: "refresh" } }]);
    }
    const revocations = suspended.revocations.map((entry) => ({ ...entry, state: "revoked" }));
    expect(await open("2026-06-03T00:00:00.000Z", [], true, { ...suspended, revocations }).run()).toBe(false);
  });

  it("leaves a run of this hour its time, whatever becomes of it", async () => {
    const { run, dispatched } = open(late, [
      { display_title: "forge-registry suspend a 1.0.0", created_at: "2026-06-04T23:50:00Z" },
      { display_title: "forge-registry refresh", created_at: "2026-06-04T23:10:00Z" },
    ]);
    expect(await run()).toBe(false);
    expect(dispatched).toEqual([]);
  });

  it("does nothing while the word is young or where nothing is signed", async () => {
    expect(await open("2026-06-02T00:00:00.000Z", []).run()).toBe(false);
    expect(await open(late, [], false).run()).toBe(false);
  });
});
