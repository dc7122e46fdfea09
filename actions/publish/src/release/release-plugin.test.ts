import { type LocalSigstore, startLocalSigstore } from "@plugsmith/local";
import { findVersion, type RegistryStore, revokeVersion } from "@plugsmith/registry";
import { computeDigest } from "@plugsmith/schemas";
import { type FakeRelease, makePackage, testCommits, testHead, testTimes } from "@plugsmith/trust/testing";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ReleaseInputs } from "../parse-publish-inputs.ts";
import { signTestPackage } from "../testing/fake-signed.ts";
import { makeReleaseWorld, type ReleaseWorld } from "../testing/release-world.ts";
import { releasePlugin } from "./release-plugin.ts";
import type { SignedFiles } from "./signed-files.ts";

const name = "bench-hello";
const tag = `${name}@1.0.0`;
const zip = makePackage();
const digest = computeDigest(zip);
const zipName = `${name}-1.0.0.zip`;
const inputs: ReleaseInputs = {
  phase: "release",
  name,
  headSha: testHead,
  digest,
  pullRequest: 2,
  request: 1,
  mergeSha: testCommits.merge,
  zipDir: "/signed",
  trustedRoot: "",
  dryRun: false,
};

let sigstore: LocalSigstore;
let signed: SignedFiles;
beforeAll(async () => {
  sigstore = await startLocalSigstore();
  signed = await signTestPackage(sigstore, zip);
});
afterAll(() => sigstore.close());

type World = ReleaseWorld;
const makeWorld = () => makeReleaseWorld(sigstore);
/** A process that ends when it is about to write this commit. */
const endBefore = (registry: RegistryStore, message: string): RegistryStore => ({
  read: () => registry.read(),
  commit: (change) =>
    change.message.startsWith(message) ? Promise.reject(new Error("killed")) : registry.commit(change),
});
const release = (world: World, change: Partial<ReleaseInputs> = {}, files: Partial<SignedFiles> = {}) =>
  releasePlugin({ ...inputs, ...change }, world.ports, { ...signed, ...files });
const writes = ({ api }: World) => api.requests.filter((request) => !request.startsWith("GET "));

const draftWith = (assets: FakeRelease["assets"], draft = true): FakeRelease => ({
  id: 500,
  tag_name: tag,
  target_commitish: testCommits.merge,
  draft,
  published_at: draft ? null : "2026-06-01T12:30:00Z",
  upload_url: "https://uploads.github.test/releases/500/assets{?name,label}",
  assets,
});
const asset = (file: string, fileDigest: string, state = "uploaded") => ({
  id: 9,
  name: file,
  digest: fileDigest,
  state,
  browser_download_url: "https://github.test/x",
});

async function expectPublished({ api, registry }: World): Promise<void> {
  const published = api.state.releases.filter((entry) => !entry.draft);
  expect(published).toHaveLength(1);
  expect(published[0]?.assets.map((entry) => entry.name).sort()).toEqual(
    ["", ".cdx.json", ".sigstore.jsonl"].map((end) => `${zipName}${end}`),
  );
  expect(api.state.tags).toEqual({ [tag]: testCommits.merge });
  const state = (await registry.read()).registry;
  expect(state.sequence).toBe(1);
  expect(findVersion(state, name, "1.0.0")).toMatchObject({
    digest,
    size: zip.length,
    request: 1,
    mergeSha: testCommits.merge,
    publishedAt: "2026-06-01T12:30:00Z",
    assets: { zip: expect.stringContaining(zipName) },
  });
  expect(registry.files.get(`attestations/${name}/1.0.0.sigstore.jsonl`)).toBe(signed.bundles);
}

describe("releasePlugin", () => {
  it("drafts, uploads, publishes and registers, in that order", async () => {
    const world = makeWorld();
    const report = await release(world);
    expect(report.outcomes).toMatchObject([
      {
        channel: "release",
        state: "published",
        url: `https://github.test/acme/forge/releases/tag/bench-hello%401.0.0`,
      },
      { channel: "registry", state: "published" },
    ]);
    expect(writes(world).map((request) => request.split("/")[0])).toEqual([
      "POST ",
      "UPLOAD https:",
      "UPLOAD https:",
      "UPLOAD https:",
      "PATCH ",
    ]);
    await expectPublished(world);
  });

  it("says in release and registry where the approved run tried it, also when a later run lost those results", async () => {
    const world = makeWorld();
    const attested = await signTestPackage(sigstore, zip, true);
    const stopped = { ...world, ports: { ...world.ports, registry: endBefore(world.ports.registry, "Publish") } };
    await expect(release(stopped, {}, attested)).rejects.toThrow("killed");
    const body = world.api.state.releases[0]?.body;
    expect(body).toContain("| Node.js 24.21.0 | contract | [700](https://github.test/acme/forge/actions/runs/700) |");
    // The release's own signatures stay with the version, and what they say with them.
    await release(world);
    expect(world.api.state.releases.map((entry) => entry.body)).toEqual([body]);
    expect(findVersion((await world.registry.read()).registry, name, "1.0.0")?.testedVersions).toEqual([
      { version: "Node.js 24.21.0", level: "contract", runId: "700" },
    ]);
  });

  it("says that it was not tried where no result is attested", async () => {
    const world = makeWorld();
    await release(world);
    expect(world.api.state.releases[0]?.body).toContain("Not tried in its platform.");
    expect(findVersion((await world.registry.read()).registry, name, "1.0.0")).not.toHaveProperty("testedVersions");
  });

  it("has nothing left to do when it runs again", async () => {
    const world = makeWorld();
    await release(world);
    world.api.requests.length = 0;
    expect((await release(world)).changed).toBe(0);
    expect(writes(world)).toEqual([]);
  });

  it("needs no commit but the one that enters the version, which carries the ledger", async () => {
    const world = makeWorld();
    await release(world);
    expect(world.registry.messages).toEqual([`Publish ${tag}`]);
    expect(JSON.parse(world.registry.files.get(`ledger/${name}/1.0.0.json`) ?? "")).toMatchObject({
      digest,
      request: 1,
      channels: [
        { channel: "release", kind: "github-release", state: "published", run: "77", evidence: { digest } },
        { channel: "registry", kind: "registry", state: "published", evidence: { digest, at: "2026-06-01T12:30:00Z" } },
      ],
    });
  });

  it("goes on with the signatures of the published release after a kill, because the next run signs with other bytes", async () => {
    const world = makeWorld();
    const killed: World = { ...world, ports: { ...world.ports, registry: endBefore(world.registry, "Publish ") } };
    await expect(release(killed)).rejects.toThrow("killed");
    expect(world.api.state.releases[0]?.draft).toBe(false);
    const again = await signTestPackage(sigstore, zip);
    expect(again.bundles).not.toBe(signed.bundles);
    expect((await release(world, {}, again)).changed).toBe(2);
    await expectPublished(world);
  });

  it("ends in the same place wherever it is killed, and however often", async () => {
    const kills = fc.array(fc.nat({ max: 13 }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(kills, async (points) => {
        const world = makeWorld();
        for (const point of points) {
          let count = 0;
          world.api.onWrite = () => {
            if (count++ === point) throw new Error("killed");
          };
          if (point === 13) world.registry.failNextCommit();
          await release(world).catch(() => undefined);
        }
        world.api.onWrite = () => undefined;
        // A commit that was to fail and never came must not fail now.
        await release(world).catch(() => release(world));
        await expectPublished(world);
        expect((await release(world)).changed).toBe(0);
      }),
      { numRuns: 10 },
    );
  }, 60_000);

  it("fills another draft where one broke off, and takes the broken one away afterwards", async () => {
    const world = makeWorld();
    world.api.state.releases.push(draftWith([asset(zipName, digest, "starter")]));
    await release(world);
    expect(writes(world).at(-1)).toMatch(/^DELETE .*releases\/500$/u);
    await expectPublished(world);
    expect(world.api.state.releases).toHaveLength(1);
  });

  it("publishes the whole draft that a killed run left, with that run's signatures, and uploads nothing", async () => {
    const world = makeWorld();
    world.api.onWrite = (moment, what) => {
      if (moment === "before" && what.startsWith("PATCH ")) throw new Error("killed");
    };
    await expect(release(world)).rejects.toThrow("killed");
    world.api.onWrite = () => undefined;
    world.api.requests.length = 0;
    await release(world, {}, await signTestPackage(sigstore, zip));
    expect(writes(world).map((request) => request.split("/")[0])).toEqual(["DOWNLOAD ", "PATCH "]);
    await expectPublished(world);
  });

  it.each<[string, string, (world: World) => void]>([
    [
      "version_exists",
      "a published release with other bytes",
      ({ api }) => api.state.releases.push(draftWith([asset(zipName, `sha256:${"0".repeat(64)}`)], false)),
    ],
    [
      "version_exists",
      "a published release that lacks a file",
      ({ api }) => api.state.releases.push(draftWith([asset(zipName, digest)], false)),
    ],
    [
      "version_exists",
      "a tag on another commit",
      ({ api }) => Object.assign(api.state.tags, { [tag]: "f".repeat(40) }),
    ],
  ])("writes nothing, %s: %s", async (code, _, arrange) => {
    const world = makeWorld();
    arrange(world);
    await expect(release(world)).rejects.toMatchObject({ code });
    expect(writes(world)).toEqual([]);
    expect(world.registry.messages).toEqual([]);
  });

  it.each<[string, string, Partial<ReleaseInputs>, Partial<SignedFiles>]>([
    ["digest_mismatch", "other bytes", {}, { zip: makePackage({ files: { "a.txt": "a" } }) }],
    ["digest_mismatch", "another approved digest", { digest: `sha256:${"0".repeat(64)}` }, {}],
    ["attestation_missing", "another head", { headSha: "f".repeat(40) }, {}],
    ["attestation_missing", "another pull request", { pullRequest: 3 }, {}],
    ["identity_mismatch", "another version in the file name", {}, { version: "1.0.1" }],
    ["bundle_invalid", "no bundle", {}, { bundles: "" }],
    ["policy_invalid", "no policy", {}, { policy: "{}" }],
  ])("writes nothing, %s: %s", async (code, _, change, files) => {
    const world = makeWorld();
    await expect(release(world, change, files)).rejects.toMatchObject({ code });
    expect(writes(world)).toEqual([]);
  });

  it("takes approvals and root from the forge, not from the file that the sign step wrote", async () => {
    const policy = { ...(JSON.parse(signed.policy) as object), approvals: { required: 1 }, trustedRoot: {} };
    await expect(release(makeWorld(), {}, { policy: JSON.stringify(policy) })).resolves.toMatchObject({ tag });
    const strict = makeWorld();
    const file = "main:.github/forge.yml";
    const config = JSON.parse(strict.api.state.files[file] ?? "") as object;
    strict.api.state.files[file] = JSON.stringify({ ...config, approvals: { required: 3 } });
    await expect(release(strict)).rejects.toMatchObject({ code: "quorum_missing" });
  });

  it("never publishes a revoked version again", async () => {
    const world = makeWorld();
    await release(world);
    await world.registry.commit({
      message: "revoke",
      decide: ({ registry }) => ({
        registry: revokeVersion(registry, { name, version: "1.0.0", reason: "x", by: [] }, testTimes.now),
      }),
    });
    await expect(release(world)).rejects.toMatchObject({ code: "version_revoked" });
  });

  it("tells in a dry run what it would do, and does none of it", async () => {
    const world = makeWorld();
    const { message } = await release(world, { dryRun: true });
    expect(message).toMatch(/release: would publish the release .*; registry: would enter/u);
    expect(writes(world)).toEqual([]);
    expect(world.registry.messages).toEqual([]);
  });
});
