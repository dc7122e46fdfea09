import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldName } from "./fold-name.ts";

describe("foldName", () => {
  it.each([
    ["A", "a"],
    ["ſ", "s"],
    ["\u212a", "k"],
    ["\u212b", "å"],
    ["ẞ", "ss"],
    ["ß", "SS"],
    ["ﬁ", "FI"],
    ["ς", "Σ"],
    ["e\u0301", "É"],
    ["ｃｏｎ", "con"],
    ["①", "1"],
    ["ǅ", "ǆ"],
    ["µ", "Μ"],
    ["ꭰ", "Ꭰ"],
  ])("takes %s and %s for one", (a, b) => {
    expect(foldName(a)).toBe(foldName(b));
  });

  it.each([
    ["a", "b"],
    ["a", "ä"],
    ["a.b", "a_b"],
    ["о", "o"],
  ])("takes %s and %s for two", (a, b) => {
    expect(foldName(a)).not.toBe(foldName(b));
  });

  it("is the same for every case and form of a name, and folding twice changes nothing", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 12 }), (name) => {
        const key = foldName(name);
        const forms = [name.toUpperCase(), name.toLowerCase(), name.toUpperCase().toLowerCase(), key];
        for (const form of forms.flatMap((each) => [each, each.normalize("NFC"), each.normalize("NFKD")]))
          expect(foldName(form)).toBe(key);
      }),
      { numRuns: 2000 },
    );
  });
});
