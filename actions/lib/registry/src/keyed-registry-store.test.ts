import { generateKeyPairSync } from "node:crypto";
import { readTufRegistry } from "@plugsmith/trust/tuf";
import { describe, expect, it } from "vitest";
import { createKeyedRegistryStore } from "./keyed-registry-store.ts";
import type { RegistryChange } from "./registry-store.ts";
import { add } from "./testing/test-registry.ts";
import { keysOf, makeRing, makeTufForge, repository, start } from "./testing/test-tuf.ts";
import { makeKeySigner } from "./tuf/tuf-signer.ts";

const { privateKey, publicKey } = generateKeyPairSync("ed25519");
const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
const change: RegistryChange = {
  message: "Publish",
  decide: ({ registry }) => ({ registry: add(registry, "1.0.0", 1) }),
};

const signer = {
  workflow: "https://github.com/plugsmith/plugsmith/.github/workflows/publish.yml",
  digest: "a".repeat(40),
  from: "2026-01-01T00:00:00Z",
};

async function makeForge() {
  const ring = makeRing();
  const online = makeKeySigner(privateKey, publicKey);
  const role = keysOf(1, online);
  const roles = { ...ring.roles, snapshot: role, timestamp: role, registry: role, suspensions: role, bins: role };
  return makeTufForge({ ...ring, online, roles, everybody: [...ring.people, online] });
}

describe("the registry as a job writes it", () => {
  it("is signed where the job has the key", async () => {
    const forge = await makeForge();
    const store = createKeyedRegistryStore({ store: forge.store, readKeys: () => `text\n${pem}`, now: () => start });
    await store.commit(change);
    const { registry } = await readTufRegistry(await forge.look(), repository);
    expect(registry.plugins).toHaveLength(1);
    expect((await store.read()).registry).toEqual(registry);
  });

  it("does not move without the key, so that nobody's view falls behind unseen", async () => {
    const forge = await makeForge();
    const store = createKeyedRegistryStore({ store: forge.store, readKeys: () => null, now: () => start });
    await expect(store.commit(change)).rejects.toMatchObject({ code: "signatures_missing" });
    expect((await forge.store.read()).registry.plugins).toEqual([]);
  });

  it("shows the list of signers only where people have signed it", async () => {
    const signers = { schemaVersion: 1 as const, signers: [signer] };
    const text = JSON.stringify(signers);
    const forge = await makeForge();
    await forge.open([...forge.people, forge.online]).publishTrust({ "signers.json": text });
    const read = () => createKeyedRegistryStore({ store: forge.store, readKeys: () => null, now: () => start }).read();
    expect((await read()).signers).toEqual(signers);
    for (const path of [...forge.store.files.keys()])
      if (path.startsWith("tuf/")) (forge.store.files as Map<string, string>).delete(path);
    expect((await forge.store.read()).signers).toEqual(signers);
    expect((await read()).signers).toBeNull();
  });

  it("needs no key for a change that decides for nothing", async () => {
    const forge = await makeForge();
    const store = createKeyedRegistryStore({ store: forge.store, readKeys: () => null, now: () => start });
    let text: string | null = null;
    await store.commit({
      message: "Read a file",
      async decide(_snapshot, branch) {
        text = await branch.readFile("registry.json");
        return null;
      },
    });
    expect(text).toContain(repository);
  });

  it("is written plainly where it has no metadata", async () => {
    const forge = await makeForge();
    for (const path of [...forge.store.files.keys()])
      if (path.startsWith("tuf/")) (forge.store.files as Map<string, string>).delete(path);
    for (const readKeys of [() => null, () => pem])
      await createKeyedRegistryStore({ store: forge.store, readKeys, now: () => start }).commit(change);
    expect((await forge.store.read()).registry.plugins).toHaveLength(1);
  });

  it("shows nothing of a key that it cannot use", async () => {
    const { store } = await makeForge();
    const broken = pem.replace("MC4", "AAA");
    for (const text of ["", "secret", broken]) {
      const error = await createKeyedRegistryStore({ store, readKeys: () => text, now: () => start })
        .commit(change)
        .catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: "signing_key_invalid" });
      expect(JSON.stringify(error) + String(error)).not.toContain(broken.split("\n")[1]);
    }
  });
});
