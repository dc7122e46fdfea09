import fc from "fast-check";
import { expect, it } from "vitest";
import { anyText } from "../fake-hostile-text.ts";
import { escapeComment } from "./escape-comment.ts";

it("ends no comment of any language, wherever it stands in one", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const comment = escapeComment(text);
      expect(comment).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Cf}]/u);
      // In its places: /* … */, // … (PHP ends it at ?>), <!-- … -->, # … \ at the line's end.
      expect(` ${comment} */`.indexOf("*/")).toBe(comment.length + 2);
      expect(comment).not.toMatch(/\?>|<\?|--|\/\*|[\\/-]$/);
    }),
  );
});
