import { expect, it } from "vitest";
import { chooseModuleTexts } from "./choose-module-texts.ts";

const xlf = (tag: string, ...texts: string[]) => ({
  path: `salonpay/translations/${tag}/ModulesSalonpayShop.${tag}.xlf`,
  content: Buffer.from(texts.map((text) => `<trans-unit><target>${text}</target></trans-unit>`).join("")),
});

it("finds the sentences of the request's language, placeholders as gaps", () => {
  const files = [xlf("fr-FR", "Payer avec %brand%", "L&apos;adresse &amp; la clé"), xlf("de-DE", "Bezahlen")];
  expect(chooseModuleTexts(files, "fr_FR")).toEqual({
    locale: "fr_FR",
    texts: ["Payer avec %s", "L'adresse & la clé"],
  });
});

it("takes the same language of another region", () => {
  expect(chooseModuleTexts([xlf("fr-FR", "Payer")], "fr_CA").locale).toBe("fr_FR");
});

it("looks for no texts in English, nor in a language that the module does not bring", () => {
  expect(chooseModuleTexts([xlf("en-US", "Pay")], "en_US")).toEqual({ locale: "en_US", texts: [] });
  expect(chooseModuleTexts([xlf("fr-FR", "Payer")], "ja_JP")).toEqual({ locale: "ja_JP", texts: [] });
});
