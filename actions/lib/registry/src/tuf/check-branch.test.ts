import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createKeyedRegistryStore } from "../keyed-registry-store.ts";
import { add } from "../testing/test-registry.ts";
import { daysLater, keysOf, makeRing, makeTufForge, type TufForge } from "../testing/test-tuf.ts";
import { makeKeySigner } from "./tuf-signer.ts";

/** The forge's own job: reads and writes with the online key. */
async function openJob() {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const online = makeKeySigner(privateKey, publicKey);
  const ring = makeRing();
  const own = keysOf(1, online);
  const roles = { ...ring.roles, snapshot: own, timestamp: own, registry: own, suspensions: own, bins: own };
  const forge = await makeTufForge({ ...ring, online, roles, everybody: [...ring.people, online] });
  const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  const store = createKeyedRegistryStore({ store: forge.store, readKeys: () => pem, now: () => forge.clock.now });
  const publish = (version: string, byte: number) =>
    store.commit({ message: version, decide: ({ registry }) => ({ registry: add(registry, version, byte) }) });
  return { forge, store, publish };
}

/** Writes as somebody who may push and has no key. */
const tamper = (forge: TufForge, path: string, change: (text: string) => string | null) =>
  forge.store.commit({
    message: "tamper",
    decide: async ({ registry }, branch) => ({
      registry,
      files: { [path]: change((await branch.readFile(path)) ?? "") },
    }),
  });

describe("a job that writes a signed registry", () => {
  it("signs nothing that somebody put into the plain files", async () => {
    const { forge, store, publish } = await openJob();
    await publish("1.0.0", 1);
    await forge.store.commit({ message: "evil", decide: ({ registry }) => ({ registry: add(registry, "6.6.6", 6) }) });
    for (const attempt of [() => publish("1.1.0", 2), () => store.read()])
      await expect(attempt()).rejects.toMatchObject({ code: "registry_mixed", facts: { path: "registry.json" } });
  });

  it("does not take its approvers from a list that people have not signed", async () => {
    const { forge, store, publish } = await openJob();
    await tamper(forge, "reviewers.json", (text) => text.replaceAll('"ada"', '"eve"'));
    for (const attempt of [() => publish("1.0.0", 1), () => store.read()])
      await expect(attempt()).rejects.toMatchObject({ code: "registry_mixed", facts: { path: "reviewers.json" } });
  });

  it("signs no metadata again that somebody changed", async () => {
    const { forge, publish } = await openJob();
    await publish("1.0.0", 1);
    const bin = [...forge.store.files.keys()].find(
      (path) => /^tuf\/\d+\.bin-/u.test(path) && forge.store.files.get(path)?.includes("index/"),
    );
    await tamper(forge, bin ?? "", (text) => text.replace("index/bench-hello.json", "index/bench-evil0.json"));
    await expect(publish("1.1.0", 2)).rejects.toMatchObject({ code: "registry_mixed" });
  });

  it("does not follow a root that the first one's keys have not signed", async () => {
    const { forge, publish } = await openJob();
    const stranger = await makeTufForge();
    const foreign = JSON.parse(stranger.pinned.root);
    foreign.signed.version = 2;
    await tamper(forge, "tuf/2.root.json", () => JSON.stringify(foreign));
    await expect(publish("1.0.0", 1)).rejects.toMatchObject({ code: "registry_unsigned" });
  });

  it("comes late without harm: an ended word is signed again", async () => {
    const { forge, store, publish } = await openJob();
    forge.clock.now = daysLater(20);
    await expect(forge.look()).rejects.toMatchObject({ code: "registry_frozen" });
    await store.read();
    await publish("1.0.0", 1);
    await forge.look();
  });
});
