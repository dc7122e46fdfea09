import fc from "fast-check";
import { expect, it } from "vitest";
import { anyText } from "../fake-hostile-text.ts";
import { quoteMarkdown } from "./quote-markdown.ts";

it("puts any text into exactly one code span", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const quoted = quoteMarkdown(text);
      if (quoted === "(empty)") return;
      const fence = /^`+/.exec(quoted)?.[0] ?? "";
      const inner = quoted.slice(fence.length, -fence.length);
      expect(quoted.endsWith(fence)).toBe(true);
      expect(inner.match(/`+/g) ?? []).not.toContain(fence);
      expect(inner).not.toMatch(/^`|`$|[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    }),
  );
});

it("cuts long text, by whole characters", () => {
  expect(quoteMarkdown("😀".repeat(5), 3)).toBe("`😀😀😀…`");
  expect(quoteMarkdown(" \n ")).toBe("(empty)");
});
