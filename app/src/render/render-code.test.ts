import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderCode } from "./render-code.ts";

describe("renderCode", () => {
  it.each([
    ["plain words", "`plain words`"],
    ["@everyone <b>![x](y)</b>", "`@everyone <b>![x](y)</b>`"],
    ["two\nlines", "`two lines`"],
    ["", "` `"],
    [" \n ", "` `"],
    ["a `b` c", "``a `b` c``"],
    ["`b`", "`` `b` ``"],
    ["``", "``` `` ```"],
    ["a | b", "`a ¦ b`"],
  ])("shows %j as %j", (text, code) => {
    expect(renderCode(text)).toBe(code);
  });

  it("cuts at the length that it is told", () => {
    expect(renderCode("abcdef", 4)).toBe("`abc…`");
    expect(renderCode("a".repeat(200))).toBe(`\`${"a".repeat(119)}…\``);
  });

  it("lets nothing out of its marks, whatever it shows", () => {
    const text = fc.string({ unit: fc.constantFrom("`", "``", "a", " ", "|", "\n", "<", "@", "\\", "\u200d") });
    fc.assert(
      fc.property(text, (given) => {
        const code = renderCode(given);
        const { marks = "", inner = "" } = /^(?<marks>`+)(?!`)(?<inner>.*[^`])\k<marks>$/u.exec(code)?.groups ?? {};
        expect(marks).not.toBe("");
        // Only a run of exactly as many marks ends the code.
        expect((inner.match(/`+/gu) ?? []).map(({ length }) => length)).not.toContain(marks.length);
        expect(code).not.toMatch(/[\n|]/u);
      }),
      { numRuns: 500 },
    );
  });
});
