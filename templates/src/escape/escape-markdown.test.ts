import fc from "fast-check";
import { expect, it } from "vitest";
import { anyText } from "../fake-hostile-text.ts";
import { escapeMarkdown } from "./escape-markdown.ts";

it("leaves no mark of Markdown, HTML or a link that is not behind a backslash", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      // A letter stands for each escaped mark: "\-0." must not become a "0." that begins the line.
      const bare = escapeMarkdown(text).replace(/\\[!-/:-@[-`{-~]/g, "x");
      expect(bare).not.toMatch(/[\\`*_{}[\]()#+\-!<>|~@:&$=/\p{Cc}\p{Cf}]|^\d+\.|www\./u);
    }),
  );
});

it("leaves a number alone that an escaped mark stands before", () => {
  expect(escapeMarkdown("-0.")).toBe("\\-0.");
  expect(escapeMarkdown("0.")).toBe("0\\.");
});

it("makes one line of many", () => {
  expect(escapeMarkdown("a\n\n# b\r\n- c")).toBe("a \\# b \\- c");
});
