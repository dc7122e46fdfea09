import fc from "fast-check";
import { expect, it } from "vitest";
import { showInvisible } from "./escape-json.ts";
import { isPrintableAscii } from "./is-printable-ascii.ts";
import { oneLine } from "./one-line.ts";

const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\uFFFE\uFFFF]/u;

it("is never true of a text that holds something invisible", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      if (isPrintableAscii(text)) expect(text).not.toMatch(invisible);
      if (isPrintableAscii(text, { lines: true })) expect(text.replaceAll("\n", "")).not.toMatch(invisible);
    }),
  );
  expect([isPrintableAscii("a\n"), isPrintableAscii("a\n", { lines: true }), isPrintableAscii("a\u007f")]).toEqual([
    false,
    true,
    false,
  ]);
});

it("changes nothing that the escapers say", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme-ascii" }), (text) => {
      expect(showInvisible(JSON.stringify(text))).toBe(JSON.stringify(text).replace("\u007f", "\\u007f"));
      expect(oneLine(text)).toBe(text.trim());
    }),
  );
});
