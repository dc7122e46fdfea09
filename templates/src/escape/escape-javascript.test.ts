import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { expect, it } from "vitest";
import { anyText } from "../fake-hostile-text.ts";
import { escapeJavascript } from "./escape-javascript.ts";

it("writes any text as a literal with the same value, even inside an HTML script element", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const literal = escapeJavascript(text);
      expect(runInNewContext(`"use strict"; ${literal}`)).toBe(text.toWellFormed());
      expect(literal).not.toMatch(/<\/|<!--|[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    }),
  );
});
