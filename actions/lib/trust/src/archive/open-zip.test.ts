import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { openZip } from "./open-zip.ts";

const zip = Buffer.from(zipSync({ "b.txt": strToU8("two"), "a.txt": strToU8("one") }));

describe("openZip", () => {
  it("lists the entries in their order, up to the number that was said", async () => {
    const { entries } = await openZip(zip, 2);
    expect(entries.map(({ fileName, uncompressedSize }) => [fileName, uncompressedSize])).toEqual([
      ["b.txt", 3],
      ["a.txt", 3],
    ]);
    await expect(openZip(zip, 1)).rejects.toThrow("too many entries");
  });

  it("rejects what is no zip", async () => {
    await expect(openZip(Buffer.from("no zip"), 9)).rejects.toThrow(/central directory/iu);
  });
});
