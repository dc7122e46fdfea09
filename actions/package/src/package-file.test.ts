import { expect, it } from "vitest";
import { sortFiles } from "./package-file.ts";

it("orders files by their bytes, not by any language's alphabet, and leaves the list alone", () => {
  const given = ["ä", "b", "a/b", "a.b", "Z", "ﬀ", "𝒳", "a"].map((path) => ({ path }));
  const sorted = sortFiles(given).map(({ path }) => path);
  // A locale would put ä beside a, and UTF-16 order would put 𝒳 before ﬀ.
  expect(sorted).toEqual(["Z", "a", "a.b", "a/b", "b", "ä", "ﬀ", "𝒳"]);
  expect(given[0]?.path).toBe("ä");
});
