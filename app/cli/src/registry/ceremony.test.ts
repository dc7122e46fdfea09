import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readTufRegistry } from "@plugsmith/trust/tuf";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeRegistryClone, type RegistryClone } from "../testing/make-registry-clone.ts";
import { runPlugsmith } from "../testing/run-plugsmith.ts";
import { type CeremonyOptions, holdCeremony } from "./hold-ceremony.ts";
import { openRegistry } from "./open-registry.ts";
import { readPassphrases } from "./read-keys.ts";
import { describeHeldKey } from "./render-ceremony.ts";
import { type RotationOptions, rotateKeys } from "./rotate-keys.ts";

let clone: RegistryClone;
beforeEach(async () => {
  clone = await makeRegistryClone();
});
afterEach(() => clone.remove());

const keys = () => join(clone.base, "forge-registry-keys");
const run = (...args: string[]) =>
  runPlugsmith(["registry", ...args, "--dir", clone.folder, "--json"], { cwd: clone.base });
const init = (...args: string[]) => run("init", "--passphrase-file", clone.passphraseFile, ...args);
const secrets = async () => ({ passphrases: await readPassphrases(clone.passphraseFile), now: () => new Date() });
/** As `init` does, in this process. */
const hold = async (change: Partial<CeremonyOptions> = {}) =>
  holdCeremony({
    store: (await openRegistry({ dir: clone.folder })).store,
    people: 3,
    threshold: undefined,
    keyFiles: [],
    onlineKeyFile: undefined,
    folder: keys(),
    bits: 1,
    ...(await secrets()),
    ...change,
  });
const rotate = async (change: Partial<RotationOptions>) =>
  rotateKeys({
    store: (await openRegistry({ dir: clone.folder })).store,
    what: "root",
    keyFiles: [],
    drop: [],
    newKeyFiles: [],
    threshold: undefined,
    onlineKeyFile: undefined,
    folder: join(clone.base, "new"),
    ...(await secrets()),
    ...change,
  });
const pinned = () => ({ root: readFileSync(join(keys(), "forge.root.json"), "utf8") });

describe("plugsmith registry init", () => {
  it("makes keys, signs the branch, and hands out the root that a bench then believes", async () => {
    const made = await init();
    expect(made).toMatchObject({
      code: 0,
      result: {
        repository: "acme/forge",
        root: { threshold: 2, digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/u) },
        online: { secret: "PLUGSMITH_REGISTRY_KEY", environments: ["forge-publish", "forge-registry"] },
        warnings: [],
      },
    });
    for (const words of ["root-3.pem", "gh secret set PLUGSMITH_REGISTRY_KEY", "push origin forge/registry"])
      expect(made.stderr).toContain(words);
    expect(made.stdout + made.stderr).not.toMatch(/PRIVATE KEY|passphrase number/u);
    for (const name of ["root-1.pem", "online.pem"]) expect(statSync(join(keys(), name)).mode & 0o077).toBe(0);
    const view = await clone.look(pinned());
    const { registry, reviewers } = await readTufRegistry(view, "acme/forge");
    expect(registry.sequence).toBe(0);
    expect(reviewers.reviewers.map(({ login }) => login)).toEqual(["ada", "lin"]);
    expect(clone.git("status", "--porcelain")).toBe("");
  });

  it("warns loudly where one key is enough, and refuses a registry that is signed before it makes a key", async () => {
    const made = await init("--people", "1");
    expect(made.stderr).toContain("ONE KEY SIGNS THE ROOT");
    expect(made.result["warnings"]).toHaveLength(1);
    const again = hold({ folder: join(clone.base, "other") });
    await expect(again).rejects.toMatchObject({ code: "registry_conflict" });
    expect(() => statSync(join(clone.base, "other"))).toThrow();
  });

  it("refuses thresholds that cannot be met and too few passphrases, before it makes a key", async () => {
    for (const wrong of [{ threshold: 4 }, { threshold: 0 }, { people: 7 }])
      await expect(hold(wrong)).rejects.toMatchObject({ code: expect.stringMatching(/wrong_usage|input_invalid/u) });
    expect(() => statSync(keys())).toThrow();
  });

  it("takes the keys that people made on their own sticks", async () => {
    const sticks = ["ada", "lin"].map((name) => join(clone.base, `stick-${name}`, "root.pem"));
    const one = join(clone.base, "one-passphrase");
    writeFileSync(one, "passphrase number one\n");
    for (const file of sticks)
      expect(await runPlugsmith(["registry", "key", "--out", file, "--passphrase-file", one, "--json"])).toMatchObject({
        code: 0,
        result: { file, id: expect.stringMatching(/^[0-9a-f]{64}$/u) },
      });
    const made = await init(...sticks.flatMap((file) => ["--key", file]), "--threshold", "2");
    expect(made).toMatchObject({ code: 0, result: { root: { threshold: 2, keys: [{}, {}] } } });
    await clone.look(pinned());
  });

  it("never shows a new passphrase where nobody watches, and never replaces a key", async () => {
    expect(await run("init")).toMatchObject({ code: 2, result: { code: "wrong_usage" } });
    const file = join(clone.base, "root.pem");
    writeFileSync(file, "mine");
    const key = ["registry", "key", "--out", file, "--passphrase-file", clone.passphraseFile, "--json"];
    expect(await runPlugsmith(key)).toMatchObject({ code: 1, result: { code: "input_invalid" } });
    expect(readFileSync(file, "utf8")).toBe("mine");
  });
});

describe("plugsmith registry rotate", () => {
  const keyFiles = (...numbers: readonly number[]) => numbers.map((number) => join(keys(), `root-${number}.pem`));

  it("replaces a lost online key with two people's keys, and a bench follows from the root that it pinned", async () => {
    await hold();
    const known = (await clone.look(pinned())).state();
    const alone = rotate({ what: "online", keyFiles: keyFiles(1) });
    await expect(alone).rejects.toMatchObject({ code: "signatures_missing" });
    const words = ["online", ...keyFiles(1, 2).flatMap((file) => ["--key", file]), "--out", join(clone.base, "other")];
    const made = await run("rotate", ...words, "--passphrase-file", clone.passphraseFile);
    expect(made).toMatchObject({ code: 0, result: { roles: expect.arrayContaining(["timestamp", "bins"]) } });
    expect(made.stderr).toContain("Benches need nothing");
    for (const state of [known, pinned()]) expect((await clone.look(state)).rootVersion).toBe(2);
  });

  it("replaces a person's key; the dropped one signs nothing any more", async () => {
    const { people } = await hold();
    const drop = people.slice(1, 2).map((held) => describeHeldKey(held).id.slice(0, 12));
    const onlineKeyFile = join(keys(), "online.pem");
    const made = await rotate({ drop, onlineKeyFile, keyFiles: keyFiles(1, 3) });
    expect(made.people).toHaveLength(1);
    expect(made.online).toBeUndefined();
    expect((await clone.look(pinned())).rootVersion).toBe(2);
    const old = rotate({ threshold: 1, onlineKeyFile, keyFiles: keyFiles(1, 2) });
    await expect(old).rejects.toMatchObject({ code: "signatures_missing" });
  });

  it("makes a new online key with a new root where the old one is only in GitHub's secret", async () => {
    await hold();
    const made = await rotate({ threshold: 3, keyFiles: keyFiles(1, 2, 3) });
    expect(made.online?.file).toMatch(/online-\d{8}T\d{6}\.pem$/u);
    expect(made.changed).toEqual(expect.arrayContaining(["root", "timestamp"]));
    await clone.look(pinned());
  });

  it("says what to do for a registry that is not signed, and where nothing would change", async () => {
    await expect(rotate({ what: "online" })).rejects.toMatchObject({ code: "registry_invalid" });
    await hold();
    await expect(rotate({ keyFiles: keyFiles(1, 2) })).rejects.toMatchObject({ code: "wrong_usage" });
  });
});
