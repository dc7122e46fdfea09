import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readPack } from "../read-pack.ts";

const bench = join(import.meta.dirname, "../../packs/bench");

describe("migrations of a pack", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "pack-"));
    await cp(bench, folder, { recursive: true });
    await mkdir(join(folder, "migrations"));
    const yaml = await readFile(join(folder, "pack.yml"), "utf8");
    await writeFile(join(folder, "pack.yml"), yaml.replace(/^version: .*$/mu, "version: 2.0.0"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  const step = "steps:\n  - delete: old.js\n";
  const write = (name: string, to: string, steps = step) =>
    writeFile(join(folder, "migrations", name), `schemaVersion: 1\nto: ${to}\nsummary: Away with it.\n${steps}`);

  it("are read in the order of their numbers", async () => {
    await write("0002-again.yml", "2.0.0", "steps:\n  - rename: {from: a.js, to: 'src/{{name}}.js'}\n");
    await write("0001-first.yml", "1.1.0");
    const { migrations } = await readPack(folder);
    expect(migrations.map(({ number, to }) => [number, to])).toEqual([
      [1, "1.1.0"],
      [2, "2.0.0"],
    ]);
  });

  it.each([
    ["a number that is missing", [["0002-x.yml", "1.1.0"]], "should be named 0001-some-words.yml"],
    ["a name without a number", [["first.yml", "1.1.0"]], "should be named 0001-some-words.yml"],
    [
      "a way back",
      [
        ["0001-a.yml", "2.0.0"],
        ["0002-b.yml", "1.1.0"],
      ],
      "older than what the one before",
    ],
    ["a version that the pack does not have", [["0001-a.yml", "3.0.0"]], "but pack.yml has version 2.0.0"],
  ] as const)("are refused with %s", async (_what, files, words) => {
    for (const [name, to] of files) await write(name, to);
    await expect(readPack(folder)).rejects.toMatchObject({
      code: "pack_invalid",
      message: expect.stringContaining(words),
    });
  });

  it("are refused where a step leaves the plugin's folder or is none", async () => {
    for (const steps of ["steps:\n  - delete: ../x\n", "steps:\n  - delete: /etc/x\n", "steps:\n  - run: rm -rf\n"]) {
      await write("0001-a.yml", "1.1.0", steps);
      await expect(readPack(folder)).rejects.toMatchObject({ code: "pack_invalid" });
    }
  });
});
