import { computeDigest } from "@plugsmith/schemas";
import { findBomFault } from "@plugsmith/trust";
import { makeManifest } from "@plugsmith/trust/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Library, makeSbom } from "./make-sbom.ts";

const file = (path: string, text: string) => ({ path, bytes: Buffer.from(text), executable: false });
const files = ["ä.txt", "z.txt", "Z.txt", "ﬀ.txt", "plugin.json"].map((path) => file(path, path));
const zip = Buffer.from("zip");
const dependencies = ["bench-b", "bench-a"].map((name) => ({ name, range: "^1.0.0" }));
const subjectOf = (manifest: ReturnType<typeof makeManifest>) => ({
  digest: computeDigest(zip),
  manifest,
  index: {
    files: files.map(({ path, bytes }) => ({
      path,
      size: bytes.length,
      digest: computeDigest(bytes),
      executable: false,
    })),
  },
});
const hex = (length: number) =>
  fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: length, maxLength: length });
const word = fc.stringMatching(/^[a-z0-9]{1,12}$/);
const anyLibrary: fc.Arbitrary<Library> = fc
  .record({
    named: fc.oneof(
      fc.tuple(
        fc.constant("npm" as const),
        fc.stringMatching(/^(@[a-z0-9~-][a-z0-9._~-]{0,8}\/)?[a-zA-Z0-9~-][a-zA-Z0-9._~-]{0,8}$/),
      ),
      fc.tuple(
        fc.constant("composer" as const),
        fc.tuple(word, word).map((both) => both.join("/")),
      ),
      fc.tuple(
        fc.constant("pypi" as const),
        fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join("-")),
      ),
    ),
    version: fc.stringMatching(/^[0-9][0-9A-Za-z.!+#_/-]{0,12}$/),
    checksum: fc.oneof(
      fc.constant(undefined),
      hex(40).map((each) => `sha1:${each}`),
      hex(64).map((each) => `sha256:${each}`),
      hex(128).map((each) => `sha512:${each}`),
    ),
  })
  .map(({ named: [ecosystem, name], version, checksum }) => ({
    ...{ ecosystem, name, version },
    ...(checksum === undefined ? {} : { checksum }),
  }));
const left: Library = { ecosystem: "npm", name: "left-pad", version: "1.3.0", checksum: `sha512:${"ab".repeat(64)}` };

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
    const subject = subjectOf(manifest);
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

  it("keeps the bytes that a plugin without packages had before bills named any", () => {
    const digests = [makeManifest(), makeManifest({ dependencies })].map((manifest) =>
      computeDigest(Buffer.from(makeSbom(manifest, files, zip))),
    );
    expect(digests).toEqual([
      "sha256:3c3ca4fffe964358986735370984fd7e7cc214831233ddcc9f2491024e09c7dc",
      "sha256:f32205696f2807df1ab95d9e624700fcdb30d065b64e89d27bf65dd6d1b6226c",
    ]);
  });

  it("names each package of others as a library that the plugin needs, with URL and checksum", () => {
    const { components, dependencies: edges } = JSON.parse(
      makeSbom(makeManifest({ dependencies }), files, zip, [left]),
    );
    const purl = "pkg:npm/left-pad@1.3.0";
    expect(components.at(-1)).toEqual({
      ...{ type: "library", name: "left-pad", version: "1.3.0", "bom-ref": purl, scope: "required", purl },
      hashes: [{ alg: "SHA-512", content: "ab".repeat(64) }],
    });
    const { name, version } = makeManifest();
    expect(edges).toContainEqual({ ref: `${name}@${version}`, dependsOn: ["plugin:bench-a", "plugin:bench-b", purl] });
  });

  it("makes of any packages, in any order and some twice, one bill that the gate accepts, and no other for other files", () => {
    const manifest = makeManifest({ dependencies });
    const subject = subjectOf(manifest);
    fc.assert(
      fc.property(fc.array(anyLibrary, { maxLength: 12 }), fc.nat(), fc.nat({ max: 63 }), (libraries, at, place) => {
        const made = makeSbom(manifest, files, zip, libraries);
        expect(makeSbom(manifest, files, zip, [...libraries, ...libraries].toReversed())).toBe(made);
        const bom = JSON.parse(made);
        expect(findBomFault(bom, subject)).toBeNull();
        const named = bom.components.flatMap(({ purl }: { purl?: string }) => purl ?? []);
        expect(named).toHaveLength(
          new Set(libraries.map(({ ecosystem, name, version }) => `${ecosystem} ${name} ${version}`)).size,
        );
        const [hash] = bom.metadata.component.components[at % files.length].hashes;
        const digit = hash.content[place] === "0" ? "1" : "0";
        hash.content = `${hash.content.slice(0, place)}${digit}${hash.content.slice(place + 1)}`;
        expect(findBomFault(bom, subject)).toBe("its files are not those of the package");
      }),
    );
  });
});
