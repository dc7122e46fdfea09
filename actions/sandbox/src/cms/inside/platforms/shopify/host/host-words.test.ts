import { expect, it } from "vitest";
import { speakHostWords } from "./host-words.ts";

it("speaks the language of a locale, from right to left where it is so, else English", () => {
  expect(speakHostWords("fr_FR").say("payNow")).toBe("Payer");
  expect(speakHostWords("ar")).toMatchObject({ code: "ar", direction: "rtl" });
  expect(speakHostWords("ja_JP").say("payNow")).toBe("Pay now");
  expect(speakHostWords("en_US").say("grant", "Acme")).toBe("Acme wants to work with your shop");
});
