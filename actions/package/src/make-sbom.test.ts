import { computeDigest } from "@plugsmith/schemas";
import { findBomFault } from "@plugsmith/trust";
import { makeManifest } from "@plugsmith/trust/testing";
import { describe, expect, it } from "vitest";
import { makeSbom } from "./make-sbom.ts";

const file = (path: string, text: string) => ({ path, bytes: Buffer.from(text), executable: false });
const files = ["ä.txt", "z.txt", "Z.txt", "ﬀ.txt", "plugin.json"].map((path) => file(path, path));
const zip = Buffer.from("zip");
const dependencies = ["bench-b", "bench-a"].map((name) => ({ name, range: "^1.0.0" }));

describe("makeSbom", () => {
  it("is CycloneDX with the hash of the zip and of each file, without serial number and time", () => {
    const bom = JSON.parse(makeSbom(makeManifest(), files, zip));
    expect(bom).toMatchObject({ bomFormat: "CycloneDX", specVersion: "1.6" });
    expect(bom.serialNumber).toBeUndefined();
    expect(bom.metadata.timestamp).toBeUndefined();
    const { hashes, components, licenses } = bom.metadata.component;
    expect(`sha256:${hashes[0].content}`).toBe(computeDigest(zip));
    expect(`sha256:${components[1].hashes[0].content}`).toBe(computeDigest(Buffer.from("plugin.json")));
    expect(licenses).toEqual([{ license: { id: "MIT" } }]);
  });

  it("says what the gate of signing and verifying compares with the package", () => {
    const manifest = makeManifest({ dependencies });
    const index = {
      files: files.map(({ path, bytes }) => ({
        path,
        size: bytes.length,
        digest: computeDigest(bytes),
        executable: false,
      })),
    };
    const subject = { digest: computeDigest(zip), manifest, index };
    expect(findBomFault(JSON.parse(makeSbom(manifest, files, zip)), subject)).toBeNull();
    const other = { ...subject, digest: computeDigest(Buffer.from("other")) };
    expect(findBomFault(JSON.parse(makeSbom(manifest, files, zip)), other)).toBe("it is about another package");
  });

  it("lists files and needed plugins bytewise, in no language's order, whatever order they are given in", () => {
    const made = makeSbom(makeManifest({ dependencies }), files, zip);
    const reversed = makeManifest({ dependencies: dependencies.toReversed() });
    expect(makeSbom(reversed, files.toReversed(), zip)).toBe(made);
    const { metadata, components } = JSON.parse(made);
    const names = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name);
    expect(names(metadata.component.components)).toEqual(["Z.txt", "plugin.json", "z.txt", "ä.txt", "ﬀ.txt"]);
    expect(names(components)).toEqual(["bench-a", "bench-b"]);
  });
});
