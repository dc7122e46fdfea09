import { describe, expect, it } from "vitest";
import { chooseLocale } from "./choose-locale.ts";

const paths = [
  "pay.php",
  "languages/pay-fr_FR.po",
  "languages/pay-ar.po",
  "languages/other-de_DE.po",
  "languages/pay.pot",
];

describe("chooseLocale", () => {
  it.each([
    ["fr_FR", "fr_FR", "languages/pay-fr_FR.po"],
    ["fr_CA", "fr_FR", "languages/pay-fr_FR.po"],
    ["ar_EG", "ar", "languages/pay-ar.po"],
    ["de_DE", "de_DE", undefined],
    ["en_US", "en_US", undefined],
  ])("gives a shop for %s the language %s", (wanted, locale, texts) => {
    expect(chooseLocale(paths, "pay", wanted)).toEqual({ locale, texts });
  });
});
