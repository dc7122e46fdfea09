import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { startTestSigning, type TestSigning } from "@plugsmith/local/testing";
import type { Registry } from "@plugsmith/schemas";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { changeRegistry } from "../registry/change-registry.ts";
import { makeAddition } from "../registry/make-addition.ts";
import { openRegistry } from "../registry/open-registry.ts";
import { makeRegistryClone, type RegistryClone } from "../testing/make-registry-clone.ts";
import { makeSignedRelease, type SignedRelease } from "../testing/make-signed-release.ts";
import { runPlugsmith } from "../testing/run-plugsmith.ts";
import { signClone } from "../testing/sign-clone.ts";

let signing: TestSigning;
let clone: RegistryClone;
let release: SignedRelease;
let root = "";
let online: Awaited<ReturnType<typeof signClone>>["online"]["signer"];
beforeEach(async () => {
  signing = await startTestSigning();
  const start = { schemaVersion: 1, sequence: 0, updatedAt: "2026-01-01T00:00:00.000Z", plugins: [], revocations: [] };
  clone = await makeRegistryClone({ ...start, repository: signing.policy.repository } as Registry);
  const ceremony = await signClone(clone);
  [root, online] = [ceremony.rootFile, ceremony.online.signer];
  release = await makeSignedRelease(signing, clone.base);
  const { change } = await makeAddition(release.file, { policy: release.policyFile, mergeSha: "b".repeat(40) });
  await changeRegistry((await openRegistry({ dir: clone.folder })).store, [online], change);
});
afterEach(async () => {
  clone.remove();
  await signing.close();
});

const verify = (...words: string[]) =>
  runPlugsmith(["verify", release.file, "--policy", release.policyFile, ...words, "--json"], { cwd: clone.base });
const signed = () => ["--root", root, "--registry", clone.folder];

describe("plugsmith verify with a pinned root", () => {
  it("proves approvers, revocations and bytes from what the registry's keys signed, and says as of when", async () => {
    const run = await verify(...signed());
    expect(run).toMatchObject({ code: 0, result: { registry: { signed: true, rootVersion: 1 } } });
    expect(run.result["proved"]).toEqual(expect.arrayContaining(["The registry names these bytes."]));
    expect(String(run.result["notProved"])).toContain("That nothing was revoked after");
  });

  it("refuses a version that the signed registry revokes, though the plain file says nothing of it", async () => {
    const { store } = await openRegistry({ dir: clone.folder });
    const before = (await store.read()).registry;
    const { digest } = release;
    const by = [{ id: 1, login: "ada", at: "2026-01-01T00:00:00.000Z" }];
    const revoked = { name: "bench-hello", version: "1.0.0", digest, state: "revoked" as const, reason: "leaks", by };
    const registry = { ...before, sequence: before.sequence + 1, revocations: [revoked] };
    await changeRegistry(store, [online], { message: "revoke", decide: () => ({ registry }) });
    await store.commit({ message: "hide it", decide: () => ({ registry: before }) });
    expect(await verify(...signed())).toMatchObject({ code: 1, result: { code: "version_revoked" } });
    const plain = join(clone.base, "registry.json");
    writeFileSync(plain, clone.git("show", "forge/registry:registry.json"));
    const believed = await verify("--registry", plain);
    expect(believed).toMatchObject({ code: 0, result: { registry: { signed: false } } });
    expect(String(believed.result["notProved"])).toContain("no signature of it was checked");
  });

  it("refuses two lists of reviewers, and a root beside a registry that is not signed by it", async () => {
    const reviewers = join(clone.base, "reviewers.json");
    expect(await verify(...signed(), "--reviewers", reviewers)).toMatchObject({ code: 2 });
    const other = await makeRegistryClone();
    const foreign = await signClone(other);
    const run = await verify("--root", foreign.rootFile, "--registry", clone.folder);
    other.remove();
    expect(run).toMatchObject({ code: 1, result: { code: "registry_unsigned" } });
  });
});
