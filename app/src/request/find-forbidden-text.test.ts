import { describe, expect, it } from "vitest";
import { findForbiddenText } from "./find-forbidden-text.ts";

describe("findForbiddenText", () => {
  it("names line, code point and kind of the first", () => {
    expect(findForbiddenText("a\nb\u202ec")).toEqual({ line: 2, codePoint: "U+202E", what: "a bidirectional mark" });
    expect(findForbiddenText("\u200b")?.what).toBe("an invisible character");
    expect(findForbiddenText("\u0007")?.what).toBe("a control character");
    expect(findForbiddenText("\u2028")?.what).toBe("a control character");
    expect(findForbiddenText("\udc00x")).toEqual({
      line: 1,
      codePoint: "U+DC00",
      what: "half a character (a lone surrogate)",
    });
    expect(findForbiddenText("\ufffd")?.what).toBe("bytes that are not UTF-8 text");
    expect(findForbiddenText("\u{e0041}")?.codePoint).toBe("U+E0041");
    expect(findForbiddenText(`x${"\u0300".repeat(5)}`)?.what).toBe("more than four marks on one letter");
    expect(findForbiddenText(`x${"\u0300".repeat(4)}`)).toBeNull();
  });

  it("lets emoji have what they are made of, and nothing else", () => {
    for (const text of ["❤️", "👩‍🔬", "🏳️‍🌈", "🕵🏽‍♂️", "7️⃣", "#️⃣", "👨‍👩‍👧‍👦", "☎️ x"])
      expect(findForbiddenText(text)).toBeNull();
    for (const text of ["a\ufe0f", "7\ufe0f", "❤️\ufe0f", "\u200d🔬", "👩\u200d", "👩\u200da", "a\u200d🔬", "❤\ufe0e"])
      expect(findForbiddenText(text), JSON.stringify(text)).not.toBeNull();
  });

  it("lets every language's letters, spaces and line ends pass", () => {
    expect(findForbiddenText("Été à 5\u00a0€\t中文 עברית العربية हिन्दी ไทย\n")).toBeNull();
  });
});
