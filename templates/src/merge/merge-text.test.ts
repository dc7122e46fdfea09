import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergeText } from "./merge-text.ts";

describe("mergeText", () => {
  const lines = fc.array(fc.constantFrom("a", "b", "c", "d", "}"), { maxLength: 12 });
  const join = (some: readonly string[]) => some.map((line) => `${line}\n`).join("");

  it("gives back the side that changed when the other did not, whatever the lines", () => {
    fc.assert(
      fc.property(lines, lines, (a, b) => {
        const [base, changed] = [join(a), join(b)];
        for (const merged of [
          mergeText(base, changed, base),
          mergeText(base, base, changed),
          mergeText(base, changed, changed),
        ])
          expect(merged).toEqual({ text: changed, conflicts: [] });
      }),
    );
  });

  it("keeps a last line without line end as it is", () => {
    expect(mergeText("a\nb", "a\nb", "a\nb\n")?.text).toBe("a\nb\n");
    expect(mergeText("a\nb", "x\na\nb", "a\nb")?.text).toBe("x\na\nb");
  });

  it("takes what both wrote alike at the edges of a disputed place for agreed", () => {
    const merged = mergeText("a\nz\n", "a\nsame\nmine\nend\nz\n", "a\nsame\nnew\nend\nz\n");
    expect(merged).toEqual({
      text: "a\nsame\nmine\nend\nz\n",
      conflicts: [{ first: 3, count: 1, other: "new\n", kept: "ours" }],
    });
  });

  it("points before the place where people deleted what the templates changed", () => {
    expect(mergeText("a\nb\nc\n", "a\nc\n", "a\nB\nc\n")).toEqual({
      text: "a\nc\n",
      conflicts: [{ first: 2, count: 0, other: "B\n", kept: "ours" }],
    });
  });

  it("refuses texts whose comparison would not end in bounded time", () => {
    const brackets = "}\n".repeat(5000);
    expect(mergeText(brackets, `x\n${brackets}`, `${brackets}y\n`)).toBeUndefined();
    const many = Array.from({ length: 20_001 }, (_, i) => `${i}\n`).join("");
    expect(mergeText(many, many, many)).toBeUndefined();
  });
});
