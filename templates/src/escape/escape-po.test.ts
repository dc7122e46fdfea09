import fc from "fast-check";
import { expect, it } from "vitest";
import { anyText } from "../fake-hostile-text.ts";
import { escapePo } from "./escape-po.ts";

const read = (literal: string) =>
  literal.slice(1, -1).replace(/\\(.)/g, (_all, char: string) => ({ n: "\n", t: "\t", r: "\r" })[char] ?? char);

it("writes any text as one gettext string; what gettext cannot hold is shown as lost", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const literal = escapePo(text);
      expect(literal).toMatch(/^"([^"\\\p{Cc}]|\\["\\ntr])*"$/u);
      expect(read(literal)).toBe(
        text
          .toWellFormed()
          .replace(/[\u202A-\u202E\u2066-\u2069\u200B\uFEFF]/g, "")
          .replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, (found) => (/[\n\t\r]/.test(found) ? found : "\uFFFD")),
      );
    }),
  );
});
