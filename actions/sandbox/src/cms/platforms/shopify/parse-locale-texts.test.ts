import { expect, it } from "vitest";
import { parseLocaleTexts } from "./parse-locale-texts.ts";

it("reads the texts of a locale file without running it; values are marked", () => {
  const source =
    'export default {\n  title: "Paiements {brand}",\n  save: "Enregistrer \\"x\\"",\n  evil: run(),\n};\n';
  expect(parseLocaleTexts(source)).toEqual(["Paiements %s", 'Enregistrer "x"']);
});
