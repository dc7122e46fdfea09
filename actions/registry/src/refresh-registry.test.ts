import { generateKeyPairSync } from "node:crypto";
import { createKeyedRegistryStore, initRegistry } from "@plugsmith/registry";
import { createMemoryRegistryStore, makeSigner } from "@plugsmith/registry/testing";
import { makeKeySigner, planKeyRoles, signStart } from "@plugsmith/registry/tuf";
import { createMemoryTufTransport, readTufRegistry, refreshTuf } from "@plugsmith/trust/tuf";
import { describe, expect, it } from "vitest";
import { refreshRegistry } from "./refresh-registry.ts";

const dayMs = 86_400_000;
const start = new Date("2026-06-01T12:00:00.000Z");
const files = initRegistry({ repository: "acme/forge", reviewers: [{ id: 1, login: "ada" }], at: start.toISOString() });

async function open() {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const online = makeKeySigner(privateKey, publicKey);
  const people = [makeSigner(), makeSigner()];
  const roles = planKeyRoles({ people: people.map(({ key }) => key), threshold: 2 }, online.key);
  const signed = await signStart({ files, roles, bits: 1, at: start, signers: [...people, online] });
  const store = createMemoryRegistryStore(signed);
  let days = 0;
  const now = () => new Date(start.getTime() + days * dayMs);
  const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  return {
    store,
    pem,
    now,
    pass(count: number) {
      days += count;
    },
    run: (key: string | null = pem) => refreshRegistry({ store, readKeys: () => key, now }),
    look() {
      const tuf = [...store.files].flatMap(([path, text]) =>
        path.startsWith("tuf/") ? [[path.slice(4), text] as const] : [],
      );
      const transport = createMemoryTufTransport(new Map(tuf));
      return refreshTuf({ state: { root: signed["tuf/1.root.json"] ?? "" }, transport, now: now() });
    },
  };
}

describe("refreshRegistry", () => {
  it("keeps a registry alive for half a year of days on which nothing is published", async () => {
    const forge = await open();
    for (let day = 0; day < 180; day += 6) {
      await forge.run();
      forge.pass(6);
      await forge.look();
    }
    forge.pass(2);
    await expect(forge.look()).rejects.toMatchObject({ code: "registry_frozen" });
    await forge.run();
    await forge.look();
  });

  it("touches the timestamp alone while nothing else is half through its life", async () => {
    const forge = await open();
    const before = new Map(forge.store.files);
    forge.pass(1);
    await forge.run();
    const changed = [...forge.store.files.keys()].filter((path) => forge.store.files.get(path) !== before.get(path));
    expect(changed).toEqual(["tuf/timestamp.json"]);
  });

  it("ends a suspension that nobody confirmed in 24 hours, before it signs", async () => {
    const forge = await open();
    const by = [{ id: 1, login: "ada", at: start.toISOString() }];
    const version = { name: "acme-pay", version: "1.0.0" };
    const digest = `sha256:${"a".repeat(64)}`;
    await createKeyedRegistryStore({ store: forge.store, readKeys: () => forge.pem, now: forge.now }).commit({
      message: "suspend",
      decide: ({ registry }) => ({
        registry: {
          ...registry,
          sequence: registry.sequence + 1,
          revocations: [{ ...version, digest, state: "suspended", reason: "leaks", by }],
        },
      }),
    });
    const readListed = async () =>
      (await readTufRegistry(await forge.look(), "acme/forge")).registry.revocations.map(({ state }) => state);
    forge.pass(1);
    expect((await forge.run()).lifted).toEqual([]);
    expect(await readListed()).toEqual(["suspended"]);
    forge.pass(0.1);
    const report = await forge.run();
    expect(report.lifted).toEqual(["acme-pay 1.0.0"]);
    expect(report.message).toContain("it is over");
    expect(await readListed()).toEqual([]);
    expect((await forge.run()).lifted).toEqual([]);
  });

  it("says in time what people must sign", async () => {
    const forge = await open();
    expect((await forge.run()).due).toEqual([]);
    forge.pass(200);
    const { due, message } = await forge.run();
    expect(due).toEqual(["root", "targets", "plugins", "revocations"]);
    expect(message).toContain("People must soon sign root");
  });

  it("refuses without a key, and has nothing to do where nothing is signed", async () => {
    const forge = await open();
    await expect(forge.run(null)).rejects.toMatchObject({ code: "signatures_missing" });
    const plain = createMemoryRegistryStore(files);
    const report = await refreshRegistry({ store: plain, readKeys: () => null, now: () => start });
    expect(report).toMatchObject({ isSigned: false, due: [] });
    expect(plain.messages).toEqual([]);
  });

  it("signs nothing again on a branch that somebody edited", async () => {
    const forge = await open();
    await forge.store.commit({
      message: "evil",
      decide: ({ registry }) => ({ registry: { ...registry, sequence: 9 } }),
    });
    await expect(forge.run()).rejects.toMatchObject({ code: "registry_mixed" });
  });
});
