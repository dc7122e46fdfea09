import { ForgeError } from "@plugsmith/schemas";
import { describe, expect, it } from "vitest";
import { makeDigest, makeRegistry, makeRelease, noPermissions } from "../testing/make-facts.ts";
import { emptyMemory } from "./agent-memory.ts";
import { createReleaseGatherer, listRevocations } from "./gather-release.ts";
import type { VerifyRelease } from "./verify-release.ts";

const assets = { zip: "https://x.test/z", bundle: "https://x.test/b" };
const release = makeRelease({ assets, size: 3 });

function stage(verify: VerifyRelease, stored?: { zip: Uint8Array; bundles: string }) {
  const asked: string[] = [];
  const gather = createReleaseGatherer({
    store: { readSource: () => stored, write: () => ({}) as never, prune: () => {} },
    fetch: (async (url: string) => {
      asked.push(url);
      return new Response(url.endsWith("z") ? "new" : "lines");
    }) as never,
    verify,
    memory: () => emptyMemory,
  });
  return { gather, asked };
}
const honest: VerifyRelease = async ({ release: own, zip }) =>
  ({ release: own, manifest: { permissions: noPermissions }, proved: [Buffer.from(zip).toString()] }) as never;

describe("createReleaseGatherer", () => {
  it("verifies the stored bytes again and asks no network for them", async () => {
    const { gather, asked } = stage(honest, { zip: Buffer.from("old"), bundles: "" });
    expect((await gather(release)).proved).toEqual(["old"]);
    expect(asked).toEqual([]);
  });

  it("downloads again when the copy on disk is damaged, but not when it is refused for another reason", async () => {
    const refuseOld =
      (code: "digest_mismatch" | "version_revoked"): VerifyRelease =>
      async (evidence) => {
        if (Buffer.from(evidence.zip).toString() === "old") throw new ForgeError(code);
        return honest(evidence);
      };
    const old = { zip: Buffer.from("old"), bundles: "" };
    expect((await stage(refuseOld("digest_mismatch"), old).gather(release)).proved).toEqual(["new"]);
    await expect(stage(refuseOld("version_revoked"), old).gather(release)).rejects.toMatchObject({
      code: "version_revoked",
    });
  });

  it("refuses a download larger than the registry says", async () => {
    await expect(stage(honest).gather({ ...release, size: 2 })).rejects.toMatchObject({ code: "download_failed" });
  });

  it("refuses a signed manifest that asks for more than the registry entry showed to people", async () => {
    const greedy: VerifyRelease = async ({ release: own }) =>
      ({ release: own, manifest: { permissions: { ...noPermissions, memory: 9999 } }, proved: [] }) as never;
    await expect(stage(greedy).gather(release)).rejects.toMatchObject({ code: "permission_denied" });
  });
});

describe("listRevocations", () => {
  it("joins what was ever revoked with what the registry says now", () => {
    const digest = makeDigest("a");
    const suspension = {
      name: "m",
      version: "2.0.0",
      digest: makeDigest("b"),
      state: "suspended" as const,
      reason: "",
      by: [],
    };
    const memory = {
      ...emptyMemory,
      revoked: { [digest]: { name: "m", version: "1.0.0", reason: "r", at: "" } },
      registry: makeRegistry([], { revocations: [suspension] }),
    };
    expect(listRevocations(memory).map((one) => [one.digest, one.state])).toEqual([
      [digest, "revoked"],
      [suspension.digest, "suspended"],
    ]);
  });
});
