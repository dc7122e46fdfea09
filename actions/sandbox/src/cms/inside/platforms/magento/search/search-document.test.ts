import { expect, it } from "vitest";
import { isSame, listOf, valuesAt, wordsOf } from "./search-document.ts";

it("reads one value, many and none, also under the names that the engine adds", () => {
  expect([listOf(null), listOf("a"), listOf(["a", "b"])]).toEqual([[], ["a"], ["a", "b"]]);
  const document = { sku: "mug-1", name: ["Blue", "Bleu"] };
  expect(valuesAt(document, "sku.keyword")).toEqual(["mug-1"]);
  expect(valuesAt(document, "name.sort_name")).toEqual(["Blue", "Bleu"]);
  expect(valuesAt(document, "price")).toEqual([]);
});

it("takes numbers and their texts for the same, and cuts words at everything but letters and digits", () => {
  expect([isSame("4", 4), isSame("4.0", 4), isSame("a", "b")]).toEqual([true, true, false]);
  expect(wordsOf("L’été, 2-en-1!")).toEqual(["l", "été", "2", "en", "1"]);
});
