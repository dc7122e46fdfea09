import { computeDigest } from "@plugsmith/schemas";
import { readArchive, verifyPackageIndex } from "@plugsmith/trust";
import { makeManifest } from "@plugsmith/trust/testing";
import { describe, expect, it } from "vitest";
import { makePackage } from "./make-package.ts";

const manifest = makeManifest();
const entry = "dist/plugin.mjs";
const file = (path: string, text: string) => ({ path, bytes: Buffer.from(text), executable: false });
const files = [file("plugin.json", JSON.stringify(manifest)), file(entry, "export const onLoad = () => {};")];

describe("makePackage", () => {
  it("is a package whose index the benches' gate accepts, named and digested by its own bytes", async () => {
    const made = makePackage(manifest, entry, files);
    expect(made.fileName).toBe(`${manifest.name}-${manifest.version}.zip`);
    expect(made.digest).toBe(computeDigest(made.zip));
    verifyPackageIndex(await readArchive(made.zip));
    expect(made.index.files.map(({ path }) => path)).toEqual([entry, "plugin.json"]);
    expect(made.index.files[0]).toMatchObject({ size: 31, digest: computeDigest(files[1]?.bytes ?? new Uint8Array()) });
  });

  it("refuses an entry that is not there", () => {
    const refusal = expect.objectContaining({ code: "package_failed" });
    expect(() => makePackage(manifest, "dist/other.mjs", files)).toThrow(refusal);
  });

  it("refuses a package that is too large for a channel, with the limit and the largest files", () => {
    const refusal = expect.objectContaining({
      code: "channel_too_large",
      message: expect.stringContaining("channel github-release"),
      hint: expect.stringContaining("data/0 (65536 bytes)"),
    });
    // Random bytes do not shrink.
    const bytes = crypto.getRandomValues(new Uint8Array(64 * 1024));
    const big = Array.from({ length: 162 }, (_, index) => ({ path: `data/${index}`, bytes, executable: false }));
    expect(() => makePackage(manifest, entry, [...files, ...big])).toThrow(refusal);
    const smaller = [...files, ...big.slice(0, 115)];
    expect(() => makePackage(manifest, entry, smaller, ["github-release", "npm"])).toThrow(
      expect.objectContaining({ code: "channel_too_large", message: expect.stringContaining("channel npm") }),
    );
    expect(makePackage(manifest, entry, smaller).zip.length).toBeGreaterThan(7 * 1024 * 1024);
  });
});
