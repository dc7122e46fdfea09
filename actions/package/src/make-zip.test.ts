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
});
