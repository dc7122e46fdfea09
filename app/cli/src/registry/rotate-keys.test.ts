import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeRegistryClone, type RegistryClone } from "../testing/make-registry-clone.ts";
import { runPlugsmith } from "../testing/run-plugsmith.ts";
import { signClone } from "../testing/sign-clone.ts";
import { openRegistry } from "./open-registry.ts";
import { readPassphrases } from "./read-keys.ts";
import { describeHeldKey } from "./render-ceremony.ts";
import { type RotationOptions, rotateKeys } from "./rotate-keys.ts";

let clone: RegistryClone;
beforeEach(async () => {
  clone = await makeRegistryClone();
});
afterEach(() => clone.remove());

const keys = () => join(clone.base, "keys");
const run = (...args: string[]) =>
  runPlugsmith(["registry", ...args, "--dir", clone.folder, "--json"], { cwd: clone.base });
const secrets = async () => ({ passphrases: await readPassphrases(clone.passphraseFile), now: () => new Date() });
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

describe("plugsmith registry rotate", () => {
  const keyFiles = (...numbers: readonly number[]) => numbers.map((number) => join(keys(), `root-${number}.pem`));

  it("replaces a lost online key with two people's keys, and a bench follows from the root that it pinned", async () => {
    await signClone(clone, 3);
    const known = (await clone.look(pinned())).state();
    const alone = rotate({ what: "online", keyFiles: keyFiles(1) });
    await expect(alone).rejects.toMatchObject({ code: "signatures_missing" });
    const words = ["online", ...keyFiles(1, 2).flatMap((file) => ["--key", file]), "--out", join(clone.base, "other")];
    const made = await run("rotate", ...words, "--passphrase-file", clone.passphraseFile);
    expect(made).toMatchObject({ code: 0, result: { roles: expect.arrayContaining(["timestamp", "bins"]) } });
    expect(made.stderr).toContain("Benches need nothing");
    for (const state of [known, pinned()]) expect((await clone.look(state)).rootVersion).toBe(2);
  });

  it("makes keys of their own names within one second", async () => {
    await signClone(clone, 3);
    for (const part of ["001", "002"]) {
      const now = () => new Date(`${new Date().toISOString().slice(0, 19)}.${part}Z`);
      await rotate({ what: "online", keyFiles: keyFiles(1, 2), now });
    }
    expect((await clone.look(pinned())).rootVersion).toBe(3);
  });

  it("replaces a person's key; the dropped one signs nothing any more", async () => {
    const { people } = await signClone(clone, 3);
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
    await signClone(clone, 3);
    const made = await rotate({ threshold: 3, keyFiles: keyFiles(1, 2, 3) });
    expect(made.online?.file).toMatch(/online-\d{8}T\d{9}\.pem$/u);
    expect(made.changed).toEqual(expect.arrayContaining(["root", "timestamp"]));
    await clone.look(pinned());
  });

  it("gives what people sign another year with the same keys", async () => {
    await signClone(clone, 3);
    const onlineKeyFile = join(keys(), "online.pem");
    const made = await rotate({ onlineKeyFile, keyFiles: keyFiles(2, 3) });
    expect(made).toMatchObject({ people: [], online: undefined });
    expect((await clone.look(pinned())).rootVersion).toBe(2);
  });

  it("says what to do for a registry that is not signed", async () => {
    await expect(rotate({ what: "online" })).rejects.toMatchObject({ code: "registry_invalid" });
  });
});
