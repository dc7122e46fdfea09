import fc from "fast-check";
import { expect, it } from "vitest";
import { anyText } from "../fake-hostile-text.ts";
import { escapeLine } from "./escape-line.ts";

it("is one visible line that starts no heading", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(escapeLine(text)).not.toMatch(/^[=#\s]|[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    }),
  );
  expect(escapeLine("== Changelog ==\nnone")).toBe("Changelog == none");
});
