import { describe, expect, it } from "vitest";
import { isTest, listSources, readProjectFile } from "./list-project-files.ts";

const countLines = (text: string) => text.trimEnd().split("\n").length;
const sizes = listSources()
  .map((file) => ({ file, lines: countLines(readProjectFile(file)) }))
  .sort((a, b) => a.lines - b.lines);
const at = (share: number, of: readonly { readonly lines: number }[]) =>
  of[Math.ceil(share * of.length) - 1]?.lines ?? 0;

describe("sizes of source files", () => {
  it("are read from many files", () => {
    expect(sizes.length).toBeGreaterThan(100);
    expect(sizes.every(({ lines }) => lines > 0)).toBe(true);
  });

  it("have a median of at most 60 lines, tests aside", () => {
    expect(
      at(
        0.5,
        sizes.filter(({ file }) => !isTest(file)),
      ),
    ).toBeLessThanOrEqual(60);
  });

  it("are at most 180 lines for nine of ten", () => {
    expect(at(0.9, sizes)).toBeLessThanOrEqual(180);
  });

  it("are never more than 300 lines", () => {
    expect(sizes.filter(({ lines }) => lines > 300)).toEqual([]);
  });
});
