import { describe, expect, it } from "vitest";
import { dropForbiddenText, findForbiddenText } from "./find-forbidden-text.ts";

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

  it.each([
    ["\u061c", "U+061C", "a bidirectional mark"],
    ["\u200e", "U+200E", "a bidirectional mark"],
    ["\u200f", "U+200F", "a bidirectional mark"],
    ["\u202a", "U+202A", "a bidirectional mark"],
    ["\u2066", "U+2066", "a bidirectional mark"],
    ["\u2069", "U+2069", "a bidirectional mark"],
    ["\u2029", "U+2029", "a control character"],
    ["\r", "U+000D", "a control character"],
    ["\u00ad", "U+00AD", "an invisible character"],
    ["\u3164", "U+3164", "an invisible character"],
    ["\ue000", "U+E000", "an invisible character"],
    ["\u2800", "U+2800", "an invisible character"],
    ["\u034f", "U+034F", "an invisible character"],
    ["\ud83d", "U+D83D", "half a character (a lone surrogate)"],
  ])("finds %j between letters, as %s, and takes it out", (character, codePoint, what) => {
    expect(findForbiddenText(`a\n\tb${character}c`)).toEqual({ line: 2, codePoint, what });
    expect(dropForbiddenText(`a\n\tb${character}c`)).toBe("a\n\tbc");
  });

  it("keeps the emoji of a text that it cleans", () => {
    expect(dropForbiddenText("👩‍🔬\u202e ❤️")).toBe("👩‍🔬 ❤️");
  });

  it("names what cannot be seen before piled up marks, and the line of those", () => {
    const marks = "\u0300".repeat(5);
    expect(findForbiddenText(`x${marks}\u200b`)?.codePoint).toBe("U+200B");
    expect(findForbiddenText(`a\nx${marks}`)).toEqual({
      line: 2,
      codePoint: "U+0300",
      what: "more than four marks on one letter",
    });
  });

  it("lets emoji have what they are made of, and nothing else", () => {
    for (const text of ["❤️", "👩‍🔬", "🏳️‍🌈", "🕵🏽‍♂️", "7️⃣", "#️⃣", "👨‍👩‍👧‍👦", "☎️ x"])
      expect(findForbiddenText(text)).toBeNull();
    for (const text of [
      "a\ufe0f",
      "7\ufe0f",
      "❤️\ufe0f",
      "\u200d🔬",
      "👩\u200d",
      "👩\u200da",
      "a\u200d🔬",
      "❤\ufe0e",
      "7a\ufe0f\u20e3",
      "👩\u200b🔬",
      "👩\u202e🔬",
      "❤a\u200d🔬",
      "👩\u200da❤",
    ])
      expect(findForbiddenText(text), JSON.stringify(text)).not.toBeNull();
  });

  it("lets every language's letters, spaces and line ends pass", () => {
    expect(findForbiddenText("Été à 5\u00a0€\t中文 עברית العربية हिन्दी ไทย\n")).toBeNull();
  });
});
