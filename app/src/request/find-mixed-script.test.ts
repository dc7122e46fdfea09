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
