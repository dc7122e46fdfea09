import { expect, it } from "vitest";
import { parseCsvTexts } from "./parse-csv-texts.ts";

it("reads translated texts with their quotes and places, and leaves out what says the same", () => {
  const csv = '"Title","Titre"\n"Brand","Brand"\n"The %1 failed","Échec de ""%1"""\nbroken\n';
  expect(parseCsvTexts(csv)).toEqual(["Titre", 'Échec de "%s"']);
});
