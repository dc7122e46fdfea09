import { expect, it } from "vitest";
import { resolveLocale } from "./resolve-locale.ts";

const locales = ["en_US", "fr_FR", "ar"];

it.each([
  ["fr_FR", "fr_FR", true],
  ["fr_CA", "fr_FR", true],
  ["ar_EG", "ar", true],
  ["ja_JP", "en_US", false],
  [undefined, "en_US", true],
])("speaks for %s %s", (wanted, locale, exact) => {
  expect(resolveLocale(locales, wanted)).toEqual({ locale, exact });
});
