import { expect, it } from "vitest";
import { findLanguage } from "./find-language.ts";

it.each([
  ["a.php", "php"],
  ["views/a.PHTML", "php"],
  ["a.mjs", "javascript"],
  ["a.tsx", "javascript"],
  ["a.d.ts", "text"],
  ["a.d.mts", "text"],
  ["a.py", "python"],
  ["logo.svg", "text"],
  ["README", "text"],
])("%s is %s", (path, language) => {
  expect(findLanguage(path)).toBe(language);
});
