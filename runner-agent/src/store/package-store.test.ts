import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { makeDigest, makeRelease } from "../testing/make-facts.ts";
import { useTemporaryFolders } from "../testing/temporary-folder.ts";
import { createPackageStore } from "./package-store.ts";
import type { CheckedPackage } from "./stored-package.ts";

const file = (path: string, text: string, executable = false) => ({ path, data: Buffer.from(text), executable });
const checked = (letter = "1"): CheckedPackage => ({
  release: makeRelease({ digest: makeDigest(letter) }),
  manifest: {} as never,
  index: {} as never,
  files: [file("index.mjs", "export {}"), file("bin/tool", "#!", true)],
  proved: ["p"],
  source: { zip: Buffer.from("zip"), bundles: "lines" },
});

describe("createPackageStore", () => {
  const makeFolder = useTemporaryFolders();

  it("writes files read-only below the digest and keeps the zip to verify again", () => {
    const root = makeFolder();
    const store = createPackageStore(root);
    const { folder } = store.write(checked());
    expect(folder).toBe(join(root, "1".repeat(64), "files"));
    expect(readFileSync(join(folder, "index.mjs"), "utf8")).toBe("export {}");
    expect(statSync(join(folder, "index.mjs")).mode & 0o777).toBe(0o444);
    expect(statSync(join(folder, "bin/tool")).mode & 0o777).toBe(0o555);
    expect(statSync(folder).mode & 0o222).toBe(0);
    expect(store.readSource(makeDigest("1"))).toEqual({ zip: Buffer.from("zip"), bundles: "lines" });
    expect(store.readSource(makeDigest("2"))).toBeUndefined();
  });

  it("repairs what was changed, added, removed or linked in the store before it is started", () => {
    const root = makeFolder();
    const store = createPackageStore(root);
    const { folder } = store.write(checked());
    const damages = [
      () => writeFileSync(join(folder, "index.mjs"), "evil()"),
      () => writeFileSync(join(folder, "extra.mjs"), ""),
      () => {
        chmodSync(join(folder, "bin"), 0o755);
        symlinkSync("/etc/passwd", join(folder, "bin/link"));
      },
    ];
    for (const damage of damages) {
      chmodSync(folder, 0o755);
      chmodSync(join(folder, "index.mjs"), 0o644);
      damage();
      store.write(checked());
      expect(readFileSync(join(folder, "index.mjs"), "utf8")).toBe("export {}");
      expect(readdirSync(folder).sort()).toEqual(["bin", "index.mjs"]);
      expect(readdirSync(join(folder, "bin"))).toEqual(["tool"]);
    }
  });

  it("never writes outside its folder", () => {
    const root = makeFolder();
    const store = createPackageStore(join(root, "store"));
    const evil = { ...checked(), files: [file("../../../evil.txt", "x")] };
    expect(() => store.write(evil)).toThrow(expect.objectContaining({ code: "archive_invalid" }));
    expect(existsSync(join(root, "evil.txt"))).toBe(false);
  });

  it("throws away what a kill left half-written, and prunes what nobody needs", () => {
    const root = makeFolder();
    createPackageStore(root).write(checked("1"));
    mkdirSync(join(root, "tmp-abc/files"), { recursive: true });
    const store = createPackageStore(root);
    store.write(checked("2"));
    expect(readdirSync(root).sort()).toEqual(["1".repeat(64), "2".repeat(64)]);
    store.prune(new Set([makeDigest("2")]));
    expect(readdirSync(root)).toEqual(["2".repeat(64)]);
  });
});
