import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readKeys, readPassphrases } from "./read-keys.ts";
import { makeRegistryKey } from "./registry-key.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "plugsmith-keys-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const write = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

describe("readPassphrases", () => {
  it("takes one a line, whatever ends the line, and none without a file", async () => {
    const file = write("words", "the first of them\r\nthe second of them\n");
    expect(await readPassphrases(file)).toEqual(["the first of them", "the second of them"]);
    expect(await readPassphrases(undefined)).toEqual([]);
  });

  it("refuses an empty file and one that is short enough to guess", async () => {
    for (const text of ["", "\n", "the first of them\nshort\n"])
      await expect(readPassphrases(write("words", text))).rejects.toMatchObject({ code: "input_invalid" });
  });
});

describe("readKeys", () => {
  it("opens each file with the passphrase that fits, in the order of the files", async () => {
    const made = [makeRegistryKey("the first of them"), makeRegistryKey(null), makeRegistryKey("the second of them")];
    const files = made.map(({ pem }, index) => write(`${index}.pem`, pem));
    const read = await readKeys(files, ["the second of them", "the first of them"]);
    expect(read.map(({ key }) => key)).toEqual(made.map(({ signer }) => signer.key));
  });
});
