import fc from "fast-check";
import { expect, it } from "vitest";
import { anyText } from "../fake-hostile-text.ts";
import { escapeMarkdown } from "./escape-markdown.ts";

it("leaves no mark of Markdown, HTML or a link that is not behind a backslash", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const bare = escapeMarkdown(text).replace(/\\[!-/:-@[-`{-~]/g, "");
      expect(bare).not.toMatch(/[\\`*_{}[\]()#+\-!<>|~@:&$=/\p{Cc}\p{Cf}]|^\d+\.|www\./u);
    }),
  );
});

it("makes one line of many", () => {
  expect(escapeMarkdown("a\n\n# b\r\n- c")).toBe("a \\# b \\- c");
});
