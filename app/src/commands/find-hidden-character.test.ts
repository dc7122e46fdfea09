import { describe, expect, it } from "vitest";
import { findHiddenCharacter } from "./find-hidden-character.ts";

describe("findHiddenCharacter", () => {
  it.each(["", "vérifier l’étalonnage « fin »", "東京", "👍 ⚠️", "a\tb", "Ωmega"])("finds nothing in %j", (text) => {
    expect(findHiddenCharacter(text)).toBeNull();
  });

  it.each([
    ["a\u202eb", "U+202E"],
    ["a\u2066b", "U+2066"],
    ["a\u200db", "U+200D"],
    ["\ufeffa", "U+FEFF"],
    ["a\u034fb", "U+034F"],
    ["a\u{e0041}", "U+E0041"],
    ["a\u001bb", "U+001B"],
    ["a\u2028b", "U+2028"],
    ["a\udfffb", "U+DFFF"],
    ["e\u0301", "NFC"],
  ])("finds in %j %s", (text, found) => {
    expect(findHiddenCharacter(text)).toBe(found);
  });
});
