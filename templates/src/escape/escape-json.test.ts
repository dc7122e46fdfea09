import fc from "fast-check";
import { expect, it } from "vitest";
import { anyText } from "../fake-hostile-text.ts";
import { FreeText } from "../free-text.ts";
import { escapeJson } from "./escape-json.ts";

it("writes any text so that JSON.parse gives it back, with nothing invisible in the file", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const literal = escapeJson(new FreeText(text));
      expect(JSON.parse(literal)).toBe(text.toWellFormed());
      expect(literal).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    }),
  );
});
