import { initRegistry, type RegistrySnapshot } from "@plugsmith/registry";
import { createMemoryRegistryStore } from "@plugsmith/registry/testing";
import { createTufRegistryStore, planKeyRoles } from "@plugsmith/registry/tuf";
import { describe, expect, it } from "vitest";
import { changeRegistry } from "./change-registry.ts";
import { makeRegistryKey } from "./registry-key.ts";

const files = initRegistry({
  repository: "acme/forge",
  reviewers: [{ id: 1, login: "ada" }],
  at: "2026-01-01T00:00:00.000Z",
});
const touch = {
  message: "touch",
  decide: ({ registry }: RegistrySnapshot) => ({
    registry: { ...registry, sequence: registry.sequence + 1 },
  }),
};

describe("changeRegistry", () => {
  it("writes a plain registry plainly, and says when nothing was left to do", async () => {
    const store = createMemoryRegistryStore(files);
    expect(await changeRegistry(store, [], touch)).toMatchObject({ isWritten: true, registry: { sequence: 1 } });
    const none = { message: "nothing", decide: () => null };
    expect(await changeRegistry(store, [], none)).toMatchObject({ isWritten: false });
    expect(store.messages).toEqual(["touch"]);
  });

  it("signs where the registry is signed, and writes nothing there without a key", async () => {
    const store = createMemoryRegistryStore(files);
    const { signer } = makeRegistryKey(null);
    const roles = planKeyRoles({ people: [signer.key], threshold: 1 }, signer.key);
    await createTufRegistryStore({ store, signers: [signer], now: () => new Date() }).start({ roles, bits: 1 });
    await expect(changeRegistry(store, [], touch)).rejects.toMatchObject({ code: "signatures_missing" });
    await changeRegistry(store, [signer], touch);
    expect(store.messages).toEqual(["Sign the registry", "touch"]);
    expect(JSON.parse(store.files.get("tuf/timestamp.json") ?? "").signed.version).toBe(2);
  });
});
