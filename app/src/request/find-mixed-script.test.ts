import { describe, expect, it } from "vitest";
import { findMixedScript } from "./find-mixed-script.ts";

describe("findMixedScript", () => {
  it.each([
    "Acme",
    "Crème Brûlée",
    "Ακμή",
    "Акме",
    "אקמי",
    "متجر",
    "株式会社アクメPay",
    "아크메Pay",
    "दुकान",
    "ร้าน",
    "Яндекс Pay",
    "Ακμή-Shop",
    "24/7 ™ €",
    "",
    "e\u0301",
  ])("takes %s", (text) => {
    expect(findMixedScript(text)).toBeUndefined();
  });

  it.each(
    "Ακμή Акме Ակմե აკმე אקמי أكمي አክሜ އަކްމެ दुकान দোকান ਦੁਕਾਨ દુકાન ଦୋକାନ கடை దుకాణం ಅಂಗಡಿ കട කඩය ร้าน ຮ້ານ ཚོང ဆိုင် ហាង".split(" "),
  )("takes %s with digits, and refuses it with a Latin letter in it", (word) => {
    expect(findMixedScript(`${word}24`)).toBeUndefined();
    expect(findMixedScript(`${word}x`)).toBe(`${word}x`);
  });

  it.each(["アクメ株式会社の店Pay", "아크메韓Pay", "ㄅㄆ漢Pay"])(
    "takes %s, which one language writes so, and refuses it with a Cyrillic letter in it",
    (word) => {
      expect(findMixedScript(word)).toBeUndefined();
      expect(findMixedScript(`${word}а`)).toBe(`${word}а`);
    },
  );

  it("judges words one by one, wherever they part", () => {
    for (const text of ["Акме Pay", "Акме–Pay", "Акме/Pay", "Акме&Pay", "Акме+Pay", "Акме|Pay", "Акме·Pay"])
      expect(findMixedScript(text)).toBeUndefined();
  });

  it.each([
    ["Аcme", "Аcme"],
    ["The Ρaypal Shop", "Ρaypal"],
    ["Acmе-Pay", "Acmе"],
    ["Яндeкс", "Яндeкс"],
    ["שלוםx", "שלוםx"],
    ["アкメ", "アкメ"],
    ["ᛗacme", "ᛗacme"],
    ["ᛗᛗ", "ᛗᛗ"],
  ])("finds the word in %s", (text, word) => {
    expect(findMixedScript(text)).toBe(word);
  });
});
