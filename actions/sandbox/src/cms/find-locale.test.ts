import { expect, it } from "vitest";
import { findLocale } from "./find-locale.ts";

it("takes the language itself, else the same one of another region, else none", () => {
  expect(findLocale(["en_US", "fr_FR"], "fr_FR")).toBe("fr_FR");
  expect(findLocale(["en_US", "ar"], "ar_EG")).toBe("ar");
  expect(findLocale(["en_US"], "ja_JP")).toBeUndefined();
});
