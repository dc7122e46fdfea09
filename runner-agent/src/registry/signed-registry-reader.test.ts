import type { TufTransport } from "@plugsmith/trust/tuf";
import { createMemoryTufTransport } from "@plugsmith/trust/tuf";
import { describe, expect, it } from "vitest";
import { makeRegistry } from "../testing/make-facts.ts";
import { makeRegistryKey, type RegistryKey, signRegistryState } from "../testing/sign-registry-state.ts";
import type { RegistryTrust } from "./registry-trust-store.ts";
import { createSignedRegistryReader } from "./signed-registry-reader.ts";

const start = Date.UTC(2026, 5, 1);
const day = 86_400_000;

/** A forge whose branch a test writes, and what an agent keeps of it over its restarts. */
function openForge() {
  const key = makeRegistryKey();
  const clock = { now: start };
  const branch = { commit: "a", files: new Map<string, string>(), opened: 0, newer: undefined as string | undefined };
  const kept: { trust: RegistryTrust | undefined } = { trust: undefined };
  let transport: (files: Map<string, string>) => TufTransport = createMemoryTufTransport;
  const write = (version: number, signer: RegistryKey = key, at = new Date(clock.now)) => {
    const registry = { ...makeRegistry([]), sequence: version };
    branch.files = signRegistryState(signer, { registry, version, at });
    branch.commit = `commit-${version}`;
  };
  write(1);
  const root = branch.files.get("1.root.json") ?? "";
  const open = (pin = "sha256:one", text = root) =>
    createSignedRegistryReader({
      repository: makeRegistry([]).repository,
      pinned: { pin, readRoot: async () => text },
      remote: {
        findCommit: async () => branch.commit,
        async open(commit) {
          branch.opened += 1;
          return { commit: branch.newer ?? commit, transport: transport(branch.files) };
        },
      },
      trust: { read: () => kept.trust, write: (trust) => void (kept.trust = trust) },
      now: () => new Date(clock.now),
      lookMs: 10_000,
    });
  return {
    key,
    clock,
    branch,
    kept,
    write,
    open,
    carry(next: typeof transport) {
      transport = next;
    },
  };
}
const versionOf = (text: string | undefined) => JSON.parse(text ?? "{}").signed?.version as number | undefined;

describe("createSignedRegistryReader", () => {
  it("reads what the pinned root's key signed, and keeps what was accepted with its times", async () => {
    const forge = openForge();
    const seen = await forge.open().read();
    expect(seen).toMatchObject({ registry: { sequence: 1 }, reviewers: { reviewers: [] }, isNew: true });
    expect(forge.kept.trust).toMatchObject({
      schemaVersion: 1,
      pin: "sha256:one",
      rootVersion: 1,
      signedAt: "2026-06-01T00:00:00.000Z",
      expiresAt: "2026-06-08T00:00:00.000Z",
    });
  });

  it("keeps what people have signed about who signs packages, also where an older agent kept none", async () => {
    const forge = openForge();
    await forge.open().read();
    const signedTrust = { signers: null, trustedRoot: null };
    expect(forge.kept.trust).toMatchObject({ signedTrust });
    const { signedTrust: _unread, ...older } = forge.kept.trust as RegistryTrust;
    forge.kept.trust = older;
    await forge.open().read();
    expect(forge.kept.trust).toMatchObject({ signedTrust });
  });

  it("opens a commit once that was accepted, and again one that was not", async () => {
    const { open, branch } = openForge();
    const reader = open();
    await reader.read();
    const refusedByAgent = await reader.read();
    expect([refusedByAgent === null, branch.opened]).toEqual([false, 2]);
    refusedByAgent?.keep();
    expect([await reader.read(), branch.opened]).toEqual([null, 2]);
  });

  it("takes the commit that was fetched for seen, which may be newer than the one that was listed", async () => {
    const { open, branch } = openForge();
    const reader = open();
    branch.newer = "newer";
    (await reader.read())?.keep();
    await reader.read();
    expect(branch.opened).toBe(2);
    branch.commit = "newer";
    expect(await reader.read()).toBeNull();
  });

  it("looks at the same commit again when its word has ended, and calls it frozen", async () => {
    const { open, clock } = openForge();
    const reader = open();
    (await reader.read())?.keep();
    clock.now += 7 * day - 1;
    expect(await reader.read()).toBeNull();
    clock.now += 1;
    await expect(reader.read()).rejects.toMatchObject({ code: "registry_frozen" });
  });

  it("forgets no version over a restart, also of a look that broke off", async () => {
    const forge = openForge();
    await forge.open().read();
    forge.write(5);
    const later = new Map(forge.branch.files);
    // Its timestamp is there, its snapshot is not.
    forge.branch.files.delete("5.snapshot.json");
    await expect(forge.open().read()).rejects.toMatchObject({ code: "registry_mixed" });
    expect(versionOf(forge.kept.trust?.state.timestamp)).toBe(5);
    // What was told of it is what was believed before, not what broke off.
    expect(forge.kept.trust).toMatchObject({ rootVersion: 1, signedAt: "2026-06-01T00:00:00.000Z" });
    forge.write(2);
    await expect(forge.open().read()).rejects.toMatchObject({ code: "registry_rollback" });
    forge.branch.files = later;
    expect(await forge.open().read()).toMatchObject({ registry: { sequence: 5 }, isNew: false });
  });

  it("keeps nothing of what another key signed", async () => {
    const forge = openForge();
    await forge.open().read();
    const before = forge.kept.trust;
    forge.write(9, makeRegistryKey());
    await expect(forge.open().read()).rejects.toMatchObject({ code: "registry_unsigned" });
    expect(forge.kept.trust).toBe(before);
  });

  it("starts anew from another pinned root, and says that it is new", async () => {
    const forge = openForge();
    forge.write(7);
    await forge.open().read();
    const other = makeRegistryKey();
    forge.write(1, other);
    const root = forge.branch.files.get("1.root.json") ?? "";
    await expect(forge.open().read()).rejects.toMatchObject({ code: "registry_unsigned" });
    expect(await forge.open("sha256:two", root).read()).toMatchObject({ registry: { sequence: 1 }, isNew: true });
    expect(forge.kept.trust?.pin).toBe("sha256:two");
  });

  it("gives up a look in which each file comes just in time", async () => {
    const { open, clock, carry, kept } = openForge();
    carry((files) => ({
      async read(path) {
        clock.now += 4_000;
        return createMemoryTufTransport(files).read(path, 2 ** 20);
      },
    }));
    await expect(open().read()).rejects.toMatchObject({ code: "registry_slow" });
    // The timestamp had come by then, and is not forgotten.
    expect(versionOf(kept.trust?.state.timestamp)).toBe(1);
    expect(kept.trust?.signedAt).toBeUndefined();
  });
});
