import fc from "fast-check";
import { expect, it } from "vitest";
import { renderInert } from "./render-inert.ts";

/** What the page shows: escapes and character references undone. */
const show = (markdown: string): string =>
  markdown.replace(
    /\\([!-/:-@[-`{-~])|&(?:#(\d+)|(amp|lt|gt|vert));/gu,
    (_, escaped, code, name) =>
      escaped ?? (code ? String.fromCodePoint(Number(code)) : { amp: "&", lt: "<", gt: ">", vert: "|" }[name as "amp"]),
  );

it("breaks mentions, references, addresses and commit ids, which GitHub finds after it has decoded the text", () => {
  expect(renderInert("@team #1 GH-2 https://x.example www.x.example 0a1b2c3d")).toBe(
    "@&#8203;team #&#8203;1 GH-&#8203;2 https:&#8203;//x.example www&#8203;.x.example 0a1b2c&#8203;3d",
  );
  // An entity of the stranger's own stays the characters that it is written with.
  expect(renderInert("&#64;team")).toBe("&amp;#&#8203;64;team");
});

it("draws nothing and begins no block, and the words stay the same, whatever they are", () => {
  const part = fc.constantFrom(..."`~*_[]()<>!#@|\\/$&;:.+-= \n\r", "abc", "12", "&#64;", "gh-", "https://", "www.");
  fc.assert(
    fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
      const made = renderInert(parts.join(""));
      const bare = made.replace(/\\[!-/:-@[-`{-~]|&(?:#\d+|amp|lt|gt|vert);/gu, "");
      expect(bare).not.toMatch(/[\r\n`*_~[\]<>|\\$&]/u);
      expect(made).not.toMatch(/^(?:[-+=#/]|\d+[.)])/u);
      const shown = show(made);
      expect(shown).not.toMatch(/@[a-z0-9]|#[0-9]|\bgh-[0-9]|:\/\/|\bwww\./iu);
      expect(shown.replaceAll("\u200b", "")).toBe(parts.join("").replace(/[\r\n]+/gu, " "));
    }),
    { numRuns: 1000 },
  );
});
