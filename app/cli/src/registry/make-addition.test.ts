import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { startTestSigning, type TestSigning } from "@plugsmith/local/testing";
import { initRegistry } from "@plugsmith/registry";
import { createMemoryRegistryStore } from "@plugsmith/registry/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeRegistryClone, type RegistryClone } from "../testing/make-registry-clone.ts";
import { makeSignedRelease } from "../testing/make-signed-release.ts";
import { makeAddition } from "./make-addition.ts";

let signing: TestSigning;
let clone: RegistryClone;
beforeEach(async () => {
  signing = await startTestSigning();
  clone = await makeRegistryClone();
});
afterEach(async () => {
  clone.remove();
  await signing.close();
});

async function release(reviewers: readonly number[] = [1, 2]) {
  const made = await makeSignedRelease(signing, clone.base);
  const people = reviewers.map((id) => ({ id, login: `user-${id}` }));
  const at = "2020-01-01T00:00:00.000Z";
  const files = initRegistry({ repository: signing.policy.repository, reviewers: people, at });
  return { ...made, store: createMemoryRegistryStore(files) };
}
const options = () => ({ policy: join(clone.base, "policy.json"), mergeSha: "b".repeat(40) });

describe("registry add", () => {
  it("enters a released package with the facts that were signed, once", async () => {
    const { file, digest, store } = await release();
    const { change } = await makeAddition(file, options());
    const { registry } = await store.commit(change);
    const [plugin] = registry.plugins;
    expect(plugin?.versions).toMatchObject([{ version: "1.0.0", digest, mergeSha: "b".repeat(40), status: "active" }]);
    expect(plugin?.versions[0]?.assets.zip).toMatch(
      /releases\/download\/bench-hello%401\.0\.0\/bench-hello-1\.0\.0\.zip$/u,
    );
    expect(store.files.has("attestations/bench-hello/1.0.0.sigstore.jsonl")).toBe(true);
    await store.commit(change);
    expect(store.messages).toHaveLength(1);
  });

  it("refuses a package whose approvers this registry does not know", async () => {
    const { file, store } = await release([1, 3]);
    const { change } = await makeAddition(file, options());
    await expect(store.commit(change)).rejects.toMatchObject({ code: "quorum_missing" });
    expect(store.messages).toEqual([]);
  });

  it("holds a package to the signers of a signed registry, and of no other", async () => {
    const { file } = await release();
    const reviewers = [1, 2].map((id) => ({ id, login: `user-${id}` }));
    const { repository, signerWorkflow: workflow } = signing.policy;
    const start = { repository, reviewers, at: "2020-01-01T00:00:00.000Z" };
    const open = (digest: string, more: Record<string, string>) =>
      createMemoryRegistryStore({ ...initRegistry({ ...start, signers: [{ workflow, digest }] }), ...more });
    const signed = { "tuf/1.root.json": "{}" };
    const { change } = await makeAddition(file, options());
    await expect(open("d".repeat(40), signed).commit(change)).rejects.toMatchObject({
      code: "identity_mismatch",
      facts: { field: "registrySigners" },
    });
    for (const store of [open("c".repeat(40), signed), open("d".repeat(40), {})])
      expect((await store.commit(change)).registry.plugins).toHaveLength(1);
  });

  it("refuses bytes that differ from the signed ones, and half a commit", async () => {
    const { file, store } = await release();
    writeFileSync(file, Buffer.from("PK other bytes"));
    const { change } = await makeAddition(file, options());
    await expect(store.commit(change)).rejects.toMatchObject({ code: expect.any(String) });
    await expect(makeAddition(file, { ...options(), mergeSha: "abc" })).rejects.toMatchObject({ code: "wrong_usage" });
  });
});
