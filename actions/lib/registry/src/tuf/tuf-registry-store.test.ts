import { readTufPlugin, readTufRegistry, readTufRevocations } from "@plugsmith/trust/tuf";
import { describe, expect, it } from "vitest";
import { removeVersion } from "../remove-version.ts";
import { revokeVersion, suspendVersion } from "../revoke-version.ts";
import { add, revocation } from "../testing/test-registry.ts";
import {
  daysLater,
  keysOf,
  makeRing,
  makeSigner,
  makeTufForge,
  repository,
  start,
  type TufForge,
} from "../testing/test-tuf.ts";

const publish = (forge: TufForge, version: string, byte: number, name = "bench-hello") =>
  forge.open([forge.online]).commit({
    message: `Publish ${name}`,
    decide: ({ registry }) => ({ registry: add(registry, version, byte, name) }),
  });
const at = start.toISOString();

describe("a registry with TUF metadata", () => {
  it("shows a new reader, who has only the first root, what was published", async () => {
    const forge = await makeTufForge();
    await publish(forge, "1.0.0", 1);
    const view = await forge.look();
    const { registry, reviewers } = await readTufRegistry(view, repository);
    expect(registry).toEqual((await forge.store.read()).registry);
    expect(reviewers.reviewers).toMatchObject([{ id: 1, login: "ada" }]);
    expect(await readTufPlugin(view, repository, "bench-hello")).toEqual(registry.plugins[0]);
    expect(await readTufPlugin(view, repository, "never-made")).toBeNull();
    expect(view.signedAt).toEqual(start);
  });

  it("touches the same few files with every version, and leaves none behind that nothing names", async () => {
    const forge = await makeTufForge();
    await publish(forge, "1.0.0", 1);
    const before = forge.copyFiles();
    await publish(forge, "1.1.0", 2);
    const after = forge.copyFiles();
    expect(after.size).toBe(before.size);
    const changed = [...after]
      .filter(([path, text]) => before.get(path) !== text)
      .map(([path]) => path.replace(/[0-9a-f]{64}/u, "H"));
    expect(changed.sort()).toEqual([
      expect.stringMatching(/^\d+\.bin-\d\.json$/u),
      "3.registry.json",
      "3.snapshot.json",
      "targets/H.registry.json",
      "targets/index/H.bench-hello.json",
      "timestamp.json",
    ]);
  });

  it("takes a removed plugin's entry out of its bin, and says so to readers who knew it", async () => {
    const forge = await makeTufForge();
    await publish(forge, "1.0.0", 1);
    const known = (await forge.look()).state();
    await forge.open([forge.online]).commit({
      message: "remove",
      decide: ({ registry }) => ({ registry: removeVersion(registry, revocation, at) }),
    });
    const view = await forge.look(known);
    expect(await readTufPlugin(view, repository, "bench-hello")).toBeNull();
    expect((await readTufRegistry(view, repository)).registry.removed).toMatchObject([{ version: "1.0.0" }]);
    expect([...forge.copyFiles().keys()].filter((path) => path.startsWith("targets/index/"))).toEqual([]);
  });

  it("gives the same bytes for the same keys, time and content", async () => {
    const signers = [makeSigner(), makeSigner()] as const;
    const ring = { ...makeRing(), online: signers[0], everybody: [...signers] };
    const roles = Object.fromEntries(
      Object.keys(ring.roles).map((name) => [name, keysOf(2, ...signers)]),
    ) as typeof ring.roles;
    const make = async () => {
      const forge = await makeTufForge({ ...ring, roles });
      await forge
        .open(signers)
        .commit({ message: "x", decide: ({ registry }) => ({ registry: add(registry, "1.0.0", 1) }) });
      return forge.copyFiles();
    };
    expect(await make()).toEqual(await make());
  });

  it("tells a suspension with the online key alone, and a revocation through the same list until people have signed it", async () => {
    const forge = await makeTufForge();
    await publish(forge, "1.0.0", 1);
    const online = forge.open([forge.online]);
    await online.commit({
      message: "suspend",
      decide: ({ registry }) => ({ registry: suspendVersion(registry, revocation, at) }),
    });
    expect(await readTufRevocations(await forge.look(), repository)).toMatchObject([{ state: "suspended" }]);
    await online.commit({
      message: "revoke",
      decide: ({ registry }) => ({ registry: revokeVersion(registry, revocation, at) }),
    });
    const state = (await forge.look()).state();
    expect(await readTufRevocations(await forge.look(state), repository)).toMatchObject([{ state: "revoked" }]);
    await forge.open(forge.everybody).commit({ message: "sign", decide: ({ registry }) => ({ registry }) });
    const view = await forge.look(state);
    expect(
      JSON.parse(Buffer.from((await view.readTarget("revocations.json")) ?? "").toString()).revocations,
    ).toHaveLength(1);
    expect(await readTufRevocations(view, repository)).toHaveLength(1);
  });

  it("stays revoked for readers when whoever writes registry.json takes the revocation out of it", async () => {
    const forge = await makeTufForge();
    await publish(forge, "1.0.0", 1);
    const clean = (await forge.store.read()).registry;
    await forge
      .open(forge.everybody)
      .commit({ message: "revoke", decide: ({ registry }) => ({ registry: revokeVersion(registry, revocation, at) }) });
    await forge
      .open([forge.online])
      .commit({ message: "undo", decide: () => ({ registry: { ...clean, sequence: 9 } }) });
    const { registry } = await readTufRegistry(await forge.look(), repository);
    expect(registry.plugins[0]?.versions[0]?.status).toBe("revoked");
    expect(registry.revocations).toMatchObject([{ state: "revoked" }]);
  });

  it("is kept alive by the daily run with the online key alone, for as long as people's signatures live", async () => {
    const forge = await makeTufForge();
    await publish(forge, "1.0.0", 1);
    let state = (await forge.look()).state();
    for (let day = 3; day < 360; day += 3) {
      forge.clock.now = daysLater(day);
      await forge.open([forge.online]).refresh();
      const view = await forge.look(state);
      await readTufRegistry(view, repository);
      state = view.state();
      expect(view.signedAt).toEqual(forge.clock.now);
    }
  });

  it("signs only the timestamp when nothing else is due", async () => {
    const forge = await makeTufForge();
    const before = forge.copyFiles();
    forge.clock.now = daysLater(3);
    await forge.open([forge.online]).refresh();
    const changed = [...forge.copyFiles()].filter(([path, text]) => before.get(path) !== text).map(([path]) => path);
    expect(changed).toEqual(["timestamp.json"]);
  });

  it("changes the approvers only with the people's keys", async () => {
    const forge = await makeTufForge();
    const text = JSON.stringify({ schemaVersion: 1, reviewers: [] });
    await expect(forge.open([forge.online]).publishTrust({ "reviewers.json": text })).rejects.toMatchObject({
      code: "signatures_missing",
    });
    await forge.open([...forge.people.slice(1), forge.online]).publishTrust({ "reviewers.json": text });
    const { reviewers } = await readTufRegistry(await forge.look(), repository);
    expect(reviewers.reviewers).toEqual([]);
    expect(forge.store.files.get("reviewers.json")).toBe(text);
  });

  it("goes on after the online key was lost: people give all its roles another one, in one write", async () => {
    const forge = await makeTufForge();
    await publish(forge, "1.0.0", 1);
    const known = (await forge.look()).state();
    const next = makeSigner();
    const role = keysOf(1, next);
    const changes = { timestamp: role, snapshot: role, registry: role, suspensions: role, bins: role };
    await forge.open([...forge.people.slice(1), next]).rotate(changes);
    await forge
      .open([next])
      .commit({ message: "Publish", decide: ({ registry }) => ({ registry: add(registry, "1.1.0", 2) }) });
    for (const state of [known, forge.pinned]) {
      const view = await forge.look(state);
      expect((await readTufRegistry(view, repository)).registry.plugins[0]?.versions).toHaveLength(2);
      expect((await readTufPlugin(view, repository, "bench-hello"))?.versions).toHaveLength(2);
    }
    await expect(publish(forge, "1.2.0", 3)).rejects.toMatchObject({ code: "signatures_missing" });
  });

  it("pushes nothing that its readers would refuse", async () => {
    const forge = await makeTufForge();
    const broken = { "reviewers.json": "[]" };
    await expect(forge.open(forge.everybody).publishTrust(broken)).rejects.toMatchObject({
      code: "publish_failed",
      cause: { code: "registry_invalid" },
    });
    await expect(forge.open(forge.everybody).start({ roles: forge.roles, bits: 2 })).rejects.toMatchObject({
      code: "registry_conflict",
    });
  });

  it("is an ordinary registry where no metadata were started", async () => {
    const forge = await makeTufForge();
    for (const path of [...forge.store.files.keys()])
      if (path.startsWith("tuf/")) (forge.store.files as Map<string, string>).delete(path);
    await publish(forge, "1.0.0", 1);
    expect(forge.copyFiles().size).toBe(0);
    expect((await forge.store.read()).registry.plugins).toHaveLength(1);
    await expect(forge.open(forge.everybody).refresh()).rejects.toMatchObject({ code: "registry_invalid" });
  });
});
