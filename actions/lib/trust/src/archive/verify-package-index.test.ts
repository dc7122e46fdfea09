import type { PackageIndex } from "@plugsmith/schemas";
import { describe, expect, it } from "vitest";
import { makeFile, makePackage, makeZip, type PackageParts } from "../testing.ts";
import { readArchive } from "./read-archive.ts";
import { verifyPackageIndex } from "./verify-package-index.ts";

const verify = async (parts: PackageParts) => verifyPackageIndex(await readArchive(makePackage(parts)));
const changeFirst = (change: Partial<PackageIndex["files"][number]>) => (index: PackageIndex) => ({
  ...index,
  files: index.files.map((file, place) => (place === 0 ? { ...file, ...change } : file)),
});

describe("verifyPackageIndex", () => {
  it("answers index and manifest of a package that holds exactly what it lists", async () => {
    const { manifest, index } = await verify({ files: { "data/x.txt": "x" } });
    expect([manifest.name, index.entry, index.files.length]).toEqual(["bench-hello", "entry.mjs", 3]);
  });

  it.each<[string, PackageParts]>([
    ["index_differs", { changeIndex: changeFirst({ size: 1 }) }],
    ["index_differs", { changeIndex: changeFirst({ digest: `sha256:${"0".repeat(64)}` }) }],
    ["index_differs", { changeIndex: changeFirst({ executable: true }) }],
    ["index_differs", { changeIndex: changeFirst({ path: "missing.js" }) }],
    ["index_differs", { changeIndex: (index) => ({ ...index, files: index.files.slice(1) }) }],
    ["index_differs", { changeIndex: (index) => ({ ...index, files: [...index.files, ...index.files] }) }],
    ["index_differs", { changeIndex: (index) => ({ ...index, entry: "other.mjs" }) }],
    ["index_invalid", { changeIndex: () => ({}) }],
    ["manifest_differs", { changeIndex: (index) => ({ ...index, version: "9.9.9" }) }],
    ["manifest_invalid", { files: { "plugin.json": "not json" } }],
  ])("refuses as %s what %o says", async (reason, parts) => {
    await expect(verify(parts)).rejects.toMatchObject({ code: "archive_invalid", facts: { reason } });
  });

  it("refuses a package without an index", async () => {
    const archive = await readArchive(makeZip([{ name: "plugin.json", data: "{}" }]));
    expect(() => verifyPackageIndex(archive)).toThrow(
      expect.objectContaining({ facts: expect.objectContaining({ reason: "index_missing" }) }),
    );
  });

  it("refuses an index that is executable, which no line of it would say", async () => {
    const { files } = await readArchive(makePackage());
    const changed = files.map(({ path, data }) =>
      makeFile(path, { data, mode: path === "package-index.json" ? 0o100755 : 0o100644 }),
    );
    const archive = await readArchive(makeZip(changed));
    expect(() => verifyPackageIndex(archive)).toThrow(
      expect.objectContaining({ facts: { reason: "index_differs", path: '"package-index.json"' } }),
    );
  });
});
