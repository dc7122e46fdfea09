import type { Signers } from "@plugsmith/schemas";
import { readTufTrust } from "@plugsmith/trust/tuf";
import { beforeEach, describe, expect, it } from "vitest";
import { initRegistry } from "../init-registry.ts";
import { createMemoryRegistryStore } from "../memory-registry-store.ts";
import { makeRing, makeTufForge, repository, start, type TufForge } from "../testing/test-tuf.ts";
import { describeText, type Signed, swapRole } from "../testing/tuf-thief.ts";
import { createTufRegistryStore } from "./tuf-registry-store.ts";

const workflow = "https://github.com/plugsmith/plugsmith/.github/workflows/publish.yml";
const listOf = (digit: string): Signers => ({
  schemaVersion: 1,
  signers: [{ workflow, digest: digit.repeat(40), from: start.toISOString() }],
});
const render = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
const honest = { "signers.json": render(listOf("a")), "trusted_root.json": render({ honest: true }) };

let forge: TufForge;
beforeEach(async () => {
  forge = await makeTufForge();
  await forge.open([...forge.people, forge.online]).publishTrust(honest);
});

/** Puts other bytes of a target on the branch, and names them in the role's metadata. */
const plant = (files: Map<string, string>, path: string, text: string) => {
  const described = describeText(text);
  files.set(`targets/${described.hashes.sha256}.${path}`, text);
  return (signed: Signed) => ({
    ...signed,
    version: signed.version + 1,
    targets: { ...signed.targets, [path]: described },
  });
};

describe("what people sign about who signs packages", () => {
  it("is read under the pinned root, and null where the registry says nothing", async () => {
    expect(await readTufTrust(await forge.look())).toEqual({ signers: listOf("a"), trustedRoot: { honest: true } });
    const silent = await makeTufForge();
    expect(await readTufTrust(await silent.look())).toEqual({ signers: null, trustedRoot: null });
  });

  it("is signed from the start where the branch has it, and lies beside it for people", async () => {
    const { roles, everybody } = makeRing();
    const signers = [{ workflow, digest: "b".repeat(40), note: "v1.0.0" }];
    const files = initRegistry({
      repository,
      reviewers: [],
      at: start.toISOString(),
      signers,
      trustedRoot: { own: 1 },
    });
    const store = createMemoryRegistryStore(files);
    await createTufRegistryStore({ store, signers: everybody, now: () => start }).start({ roles, bits: 1 });
    const targets = JSON.parse(store.files.get("tuf/1.targets.json") ?? "").signed.targets as object;
    expect(Object.keys(targets).sort()).toEqual(["reviewers.json", "signers.json", "trusted_root.json"]);
    expect((await store.read()).signers?.signers).toEqual([{ ...signers[0], from: start.toISOString() }]);
  });

  it("counts as a write, so that benches look again at what they have refused", async () => {
    const before = (await forge.store.read()).registry.sequence;
    await forge.open([...forge.people, forge.online]).publishTrust({ "signers.json": render(listOf("b")) });
    expect((await forge.store.read()).registry.sequence).toBe(before + 1);
    await forge.open([...forge.people, forge.online]).publishTrust({ "signers.json": render(listOf("b")) });
    expect((await forge.store.read()).registry.sequence).toBe(before + 1);
  });
});

it("is not pushed where its readers could not read it", async () => {
  const broken = forge.open([...forge.people, forge.online]).publishTrust({ "signers.json": render({ signers: [] }) });
  await expect(broken).rejects.toMatchObject({ code: "publish_failed", cause: { code: "registry_invalid" } });
});

describe.each([
  ["a list of signers", "signers.json", render(listOf("e"))],
  ["a trusted root", "trusted_root.json", render({ evil: true })],
])("%s of somebody else", (_what, path, text) => {
  it("is refused when the online key alone signs it as targets", async () => {
    const files = forge.copyFiles();
    await swapRole(files, "targets", plant(files, path, text), forge.online);
    await expect(forge.look(forge.pinned, files)).rejects.toMatchObject({ code: "registry_unsigned" });
  });

  it("is refused when the online key and one person of two sign it", async () => {
    const files = forge.copyFiles();
    await swapRole(files, "targets", plant(files, path, text), forge.online, forge.people[0]);
    await expect(forge.look(forge.pinned, files)).rejects.toMatchObject({ code: "registry_unsigned" });
  });

  it("counts nothing when the online key names it in a role of its own", async () => {
    const files = forge.copyFiles();
    await swapRole(files, "suspensions", plant(files, path, text), forge.online);
    const read = async () => readTufTrust(await forge.look(forge.pinned, files));
    await expect(read()).resolves.toEqual({ signers: listOf("a"), trustedRoot: { honest: true } });
  });

  it("is refused when its bytes lie where the signed ones lay", async () => {
    const files = forge.copyFiles();
    const { sha256 } = describeText(honest[path as keyof typeof honest]).hashes;
    files.set(`targets/${sha256}.${path}`, text);
    await expect(readTufTrust(await forge.look(forge.pinned, files))).rejects.toMatchObject({
      code: "registry_wrong_file",
    });
  });

  it("stops every write while it lies plainly on the branch", async () => {
    (forge.store.files as Map<string, string>).set(path, text);
    await expect(forge.open([forge.online]).refresh()).rejects.toMatchObject({
      code: "registry_mixed",
      facts: { path },
    });
  });
});
