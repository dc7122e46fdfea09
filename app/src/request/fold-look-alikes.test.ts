import { expect, it } from "vitest";
import { foldLookAlikes } from "./fold-look-alikes.ts";

it.each([
  ["Cyrillic", "авсԁеһіјкӏмпорԛгѕтԝху", "abcdehijklmnopqrstwxy"],
  ["Cyrillic, the other letters", "ьєнүѵ", "behyv"],
  ["Greek", "αβϲεικμηνορτυωχγ", "abceikmnvoptuwxy"],
  ["other alphabets", "ɑıօս", "aiou"],
  ["accents and wide letters", "Crème Brûlée ＡＣＭＥ", "creme brulee acme"],
])("reads %s as the Latin letters that they look like", (_, text, latin) => {
  expect(foldLookAlikes(text)).toBe(latin);
});
