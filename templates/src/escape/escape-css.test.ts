import fc from "fast-check";
import { expect, it } from "vitest";
import { anyText } from "../fake-hostile-text.ts";
import { escapeCss } from "./escape-css.ts";

it("writes any text as one CSS string of letters, digits and hex escapes with the same value", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const literal = escapeCss(text);
      expect(literal).toMatch(/^"([\p{L}\p{N} ]|\\[0-9a-f]{1,6} )*"$/u);
      const value = literal
        .slice(1, -1)
        .replace(/\\([0-9a-f]+) /g, (_all, hex: string) => String.fromCodePoint(parseInt(hex, 16)));
      expect(value).toBe(text.toWellFormed().replaceAll("\0", "\uFFFD"));
    }),
  );
});
