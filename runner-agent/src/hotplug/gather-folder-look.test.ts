import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { useTemporaryFolders } from "../testing/temporary-folder.ts";
import { gatherFolderLook, listPluginFolders } from "./gather-folder-look.ts";

describe("gatherFolderLook", () => {
  const makeFolder = useTemporaryFolders();

  it("changes with content, mode, names and links, and not with hidden files or dependencies", () => {
    const folder = makeFolder();
    const looks = [gatherFolderLook(folder).signature];
    const again = () => looks.push(gatherFolderLook(folder).signature);
    writeFileSync(join(folder, "a"), "1");
    again();
    writeFileSync(join(folder, "a"), "22");
    again();
    chmodSync(join(folder, "a"), 0o755);
    again();
    symlinkSync("a", join(folder, "b"));
    again();
    expect(new Set(looks).size).toBe(looks.length);
    mkdirSync(join(folder, ".git"));
    mkdirSync(join(folder, "node_modules"));
    const before = gatherFolderLook(folder);
    writeFileSync(join(folder, ".git/x"), "1");
    writeFileSync(join(folder, "node_modules/x"), "1");
    expect(gatherFolderLook(folder)).toEqual(before);
  });

  it("refuses a linked folder and one with too many levels", () => {
    const folder = makeFolder();
    symlinkSync(makeFolder(), join(folder, "linked"));
    const refused = expect.objectContaining({ code: "archive_invalid" });
    expect(() => gatherFolderLook(join(folder, "linked"))).toThrow(refused);
    mkdirSync(join(folder, "1/2/3/4/5/6/7/8/9"), { recursive: true });
    expect(() => gatherFolderLook(folder)).toThrow(refused);
  });
});

describe("listPluginFolders", () => {
  const makeFolder = useTemporaryFolders();

  it("lists folders with a plugin.json by name, links too (to be refused by name), hidden ones not", () => {
    const root = makeFolder();
    for (const name of ["b", "a", ".hidden"]) {
      mkdirSync(join(root, name));
      writeFileSync(join(root, name, "plugin.json"), "{}");
    }
    mkdirSync(join(root, "empty"));
    writeFileSync(join(root, "plugin.json"), "{}");
    symlinkSync(join(root, "a"), join(root, "c"));
    expect(listPluginFolders(root)).toEqual(["a", "b", "c"]);
  });
});
