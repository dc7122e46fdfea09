import { expect, it } from "vitest";
import { pickNames, pickText, pickUrl } from "./pick-text.ts";

it("takes text without control characters, as long as it may be", () => {
  expect(pickText(" a\u0000\u202eb\n", 10)).toBe("a b");
  expect(pickText("abcdef", 3)).toBe("abc");
  for (const value of [7, null, "", "\n", {}]) expect(pickText(value, 10)).toBeUndefined();
});

it("shows no link but plain https", () => {
  expect(pickUrl("https://github.com/advisories/GHSA-x")).toBe("https://github.com/advisories/GHSA-x");
  for (const value of ["http://a.example", "data:text/html,x", "https://a.example/) [x](y", "https://", 7]) {
    expect(pickUrl(value)).toBeUndefined();
  }
});

it("takes names of advisories, and nothing that is another text", () => {
  expect(pickNames(["GHSA-aaaa-bbbb-cccc", "", null, "a b", "<x>", "CVE-2024-1"])).toEqual([
    "GHSA-aaaa-bbbb-cccc",
    "CVE-2024-1",
  ]);
});
