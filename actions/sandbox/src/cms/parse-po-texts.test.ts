import { expect, it } from "vitest";
import { parsePoTexts } from "./parse-po-texts.ts";

it("reads translated texts, and leaves out the header, untranslated and equal ones", () => {
  const po = [
    'msgid ""\nmsgstr ""\n"Language: fr_FR\\n"',
    '#. a\nmsgid "Enable"\nmsgstr "Activer"',
    'msgid "API \\"key\\""\nmsgstr "Clé \\"API\\""',
    'msgid "Webhook"\nmsgstr "Webhook"',
    'msgid "Log"\nmsgstr ""',
  ].join("\n\n");
  expect(parsePoTexts(po)).toEqual(["Activer", 'Clé "API"']);
});
