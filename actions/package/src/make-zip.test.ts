import { computeDigest } from "@plugsmith/schemas";
import { readArchive } from "@plugsmith/trust";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeZip } from "./make-zip.ts";

const file = (path: string, text: string, executable = false) => ({ path, bytes: Buffer.from(text), executable });
const files = [file("b.js", "b"), file("a/z.sh", "z", true), file("a/__proto__", "p"), file("B.js", "B".repeat(5000))];

describe("makeZip", () => {
  it("makes the same bytes in every order of files and every time zone", () => {
    const expected = Buffer.from(makeZip(files));
    const zone = process.env["TZ"];
    try {
      for (const other of ["Pacific/Kiritimati", "America/Los_Angeles"]) {
        process.env["TZ"] = other;
        expect(Buffer.from(makeZip(files)).equals(expected), other).toBe(true);
      }
    } finally {
      if (zone === undefined) delete process.env["TZ"];
      else process.env["TZ"] = zone;
    }
    fc.assert(
      fc.property(fc.shuffledSubarray(files, { minLength: files.length }), (order) => {
        expect(Buffer.from(makeZip(order)).equals(expected)).toBe(true);
      }),
    );
  });

  it("holds what was put in, and the gate of the benches reads it", async () => {
    const plain = [file("package-index.json", "{}"), file("dist/run.mjs", "run", true)];
    const { files: read } = await readArchive(makeZip(plain));
    expect(read.map(({ path, data, executable }) => [path, data.toString(), executable])).toEqual([
      ["dist/run.mjs", "run", true],
      ["package-index.json", "{}", false],
    ]);
  });

  it("refuses a file called __proto__ in words, because fflate would lose it", () => {
    expect(() => makeZip([file("__proto__", "p")])).toThrow(expect.objectContaining({ code: "package_failed" }));
    expect(makeZip([file("constructor", "c"), file("toString", "t")]).length).toBeGreaterThan(0);
  });

  it("changes with a content, a name and the executable bit", () => {
    const bytes = (...given: Parameters<typeof file>) => Buffer.from(makeZip([file(...given)])).toString("hex");
    const all = [bytes("a", "1"), bytes("a", "2"), bytes("b", "1"), bytes("a", "1", true)];
    expect(new Set(all).size).toBe(all.length);
  });

  it("makes the same bytes from release to release: packages of old versions are built again and compared", () => {
    // Text, bytes that do not shrink, and nothing. If this digest must change, every older version stops reproducing.
    let seed = 1;
    const noise = Uint8Array.from({ length: 70_000 }, () => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
      return seed >>> 24;
    });
    const text = Array.from({ length: 9000 }, (_, index) => `line ${index % 97} of ${index}\n`).join("");
    const zip = makeZip([file("a.txt", text), { path: "é/b.bin", bytes: noise, executable: true }, file("c", "")]);
    expect(computeDigest(zip)).toBe("sha256:cd6a5543d85dcbc635d8e2e4245bd3fc6b15c0f9ae4b550fc96b692799768110");
  });
});
