import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeManifest } from "@plugsmith/trust/testing";
import { describe, expect, it } from "vitest";
import { useTemporaryFolders } from "../testing/temporary-folder.ts";
import { gatherFolderPackage } from "./gather-package.ts";

describe("gatherFolderPackage", () => {
  const makeFolder = useTemporaryFolders();
  const makePlugin = () => {
    const folder = makeFolder();
    mkdirSync(join(folder, "src"));
    writeFileSync(join(folder, "src/index.js"), "export {}");
    writeFileSync(join(folder, "plugin.json"), JSON.stringify(makeManifest()));
    return folder;
  };

  it("takes files without dot-files and dependencies, and gives a change another digest", async () => {
    const folder = makePlugin();
    mkdirSync(join(folder, "node_modules"));
    writeFileSync(join(folder, ".env"), "SECRET=1");
    const first = await gatherFolderPackage(folder);
    expect(first.files.map(({ path }) => path)).toEqual(["plugin.json", "src/index.js"]);
    expect(first.index.entry).toBe("src/index.js");
    expect(first.release).toMatchObject({ name: "bench-hello", origin: "folder", path: folder });
    expect((await gatherFolderPackage(folder)).release.digest).toBe(first.release.digest);
    writeFileSync(join(folder, "src/index.js"), "export const a = 1");
    expect((await gatherFolderPackage(folder)).release.digest).not.toBe(first.release.digest);
  });

  it("refuses links, a manifest that is not valid or endless, and a missing entry", async () => {
    const linked = makePlugin();
    symlinkSync("/etc/passwd", join(linked, "passwd"));
    await expect(gatherFolderPackage(linked)).rejects.toMatchObject({ code: "archive_invalid" });
    const invalid = makePlugin();
    writeFileSync(join(invalid, "plugin.json"), "{");
    await expect(gatherFolderPackage(invalid)).rejects.toMatchObject({ code: "manifest_invalid" });
    for (const methods of [
      Array.from({ length: 201 }, (_, n) => `m${n}`),
      Array.from({ length: 20_000 }, (_, n) => `m${n}`),
    ]) {
      const endless = makePlugin();
      writeFileSync(join(endless, "plugin.json"), JSON.stringify(makeManifest({ methods })));
      await expect(gatherFolderPackage(endless)).rejects.toMatchObject({ code: "manifest_invalid" });
    }
    const empty = makePlugin();
    writeFileSync(join(empty, "plugin.json"), JSON.stringify(makeManifest({ entry: "src/other.js" })));
    await expect(gatherFolderPackage(empty)).rejects.toMatchObject({ code: "manifest_invalid" });
  });
});
