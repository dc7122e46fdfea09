import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { chooseKeyFolder, makeOnlineKey, makePersonKey, writeNewFile } from "./ceremony-folder.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "plugsmith-ceremony-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("chooseKeyFolder", () => {
  it("keeps keys out of the clone, where somebody would commit them one day", () => {
    expect(chooseKeyFolder(undefined, "/work/forge")).toBe("/work/forge-registry-keys");
    expect(chooseKeyFolder("/media/stick", "/work/forge")).toBe("/media/stick");
  });
});

describe("new keys", () => {
  it("are readable by their owner alone; a person's is encrypted, the jobs' is not", async () => {
    const [person, online] = [join(folder, "a", "root.pem"), join(folder, "online.pem")];
    const made = await makePersonKey(person, "a passphrase that somebody chose");
    expect(made.shown).toBeUndefined();
    await makeOnlineKey(online);
    for (const file of [person, online]) expect(statSync(file).mode & 0o077).toBe(0);
    expect(readFileSync(person, "utf8")).toContain("ENCRYPTED");
    expect(readFileSync(online, "utf8")).not.toContain("ENCRYPTED");
  });

  it("never replace a file", async () => {
    const file = join(folder, "root.pem");
    writeFileSync(file, "mine");
    for (const attempt of [
      () => makeOnlineKey(file),
      () => writeNewFile(file, "x"),
      () => makePersonKey(file, "a passphrase of a person"),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: "input_invalid" });
    expect(readFileSync(file, "utf8")).toBe("mine");
  });

  it("say what is wrong where no folder can be made for them", async () => {
    writeFileSync(join(folder, "file"), "");
    await expect(makeOnlineKey(join(folder, "file", "online.pem"))).rejects.toMatchObject({
      code: "input_invalid",
      hint: expect.stringContaining("--out"),
    });
  });
});
