import { cp, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readPack, readPacks } from "./read-pack.ts";

const bench = join(import.meta.dirname, "../packs/bench");

describe("readPack", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "pack-"));
    await cp(bench, folder, { recursive: true });
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  const refused = (words: string) => ({ code: "pack_invalid", message: expect.stringContaining(words) });

  it("gives a copy of a pack the same digest, and a changed byte another", async () => {
    const { digest } = await readPack(bench);
    expect((await readPack(folder)).digest).toBe(digest);
    await writeFile(join(folder, "locales/README"), "x");
    await expect(readPack(folder)).rejects.toMatchObject({ code: "pack_invalid" });
    await rm(join(folder, "locales/README"));
    await writeFile(join(folder, "files/LICENSE.eta"), "another");
    expect((await readPack(folder)).digest).not.toBe(digest);
  });

  it.each([
    ["name: x\nname: y\n", "pack.yml"],
    ["a: &a [1]\nb: *a\n", "pack.yml"],
    ["name: !!js/function 'x'\n", "pack.yml"],
    ["schemaVersion: 1\n", "is required"],
    ["[", "pack.yml"],
  ])("refuses pack.yml %j", async (yaml, words) => {
    await writeFile(join(folder, "pack.yml"), yaml);
    await expect(readPack(folder)).rejects.toMatchObject(refused(words));
  });

  it("refuses a language that misses a key, and a text that is none", async () => {
    await writeFile(join(folder, "locales/ar.yml"), "title: x\n");
    await expect(readPack(folder)).rejects.toMatchObject(refused("locales/ar misses"));
    await writeFile(join(folder, "locales/ar.yml"), "title: 7\n");
    await expect(readPack(folder)).rejects.toMatchObject(refused("title is no text"));
  });

  it("refuses files that pack.yml does not name, files that are missing, and links", async () => {
    await writeFile(join(folder, "files/extra.js"), "");
    await expect(readPack(folder)).rejects.toMatchObject(refused("files/extra.js is not in pack.yml"));
    await rm(join(folder, "files/extra.js"));
    await symlink("/etc/passwd", join(folder, "files/link"));
    await expect(readPack(folder)).rejects.toMatchObject(refused("files/link is no regular file"));
    await rm(join(folder, "files/link"));
    await rm(join(folder, "files/LICENSE.eta"));
    await expect(readPack(folder)).rejects.toMatchObject(refused("files/LICENSE.eta does not exist"));
  });
});

describe("readPacks", () => {
  it("finds the packs that Plugsmith ships, in order", async () => {
    const names = (await readPacks()).map(({ definition }) => definition.name);
    expect(names).toEqual(["bench", "magento", "node", "php", "prestashop", "python", "shopify", "woocommerce"]);
  });

  it("leaves out a broken pack and says which, or throws where nobody listens", async () => {
    const packs = await mkdtemp(join(tmpdir(), "packs-"));
    try {
      await cp(bench, join(packs, "bench"), { recursive: true });
      await cp(bench, join(packs, "broken"), { recursive: true });
      await rm(join(packs, "broken/pack.yml"));
      const told: string[] = [];
      const read = await readPacks(packs, (name, error) => told.push(`${name} ${error.code}`));
      expect(read.map(({ definition }) => definition.name)).toEqual(["bench"]);
      expect(told).toEqual(["broken pack_invalid"]);
      await expect(readPacks(packs)).rejects.toMatchObject({
        code: "pack_invalid",
        message: expect.stringMatching(/^Pack broken: /),
      });
    } finally {
      await rm(packs, { recursive: true, force: true });
    }
  });
});
