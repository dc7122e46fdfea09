import { describe, expect, it } from "vitest";
import { suggestWord } from "./suggest-word.ts";

const platforms = ["woocommerce", "node", "php"];

describe("suggestWord", () => {
  it.each([
    ["node", "node"],
    ["NODE", "node"],
    ["ndoe", "node"],
    ["noode", "node"],
    ["nde", "node"],
    ["nade", "node"],
    ["xode", "node"],
    ["noxx", "node"],
    ["pph", "php"],
    ["wocomerce", "woocommerce"],
    ["woocommerce123", "woocommerce"],
    ["ceommerwoo", undefined],
    ["woocommerce1234", undefined],
    ["nxxx", undefined],
    ["edon", undefined],
    ["", undefined],
  ])("takes %j for %s", (written, meant) => {
    expect(suggestWord(written, platforms)).toBe(meant);
  });

  it("counts two neighbours in the wrong order as one mistake", () => {
    expect(suggestWord("abdcfe", ["abcdef", "abdcff"])).toBe("abdcff");
    expect(suggestWord("bacd", ["abcd"])).toBe("abcd");
    expect(suggestWord("badc", ["abcd"])).toBe("abcd");
    expect(suggestWord("badcfe", ["abcdef"])).toBeUndefined();
  });

  it("takes the nearest, of equal ones the first, and looks through capitals of the list", () => {
    expect(suggestWord("pit", ["pat", "pet", "pit"])).toBe("pit");
    expect(suggestWord("put", ["pat", "pet"])).toBe("pat");
    expect(suggestWord("cms", ["CMS"])).toBe("CMS");
    expect(suggestWord("x", [])).toBeUndefined();
  });

  it("compares words of up to 40 letters", () => {
    expect(suggestWord(`${"a".repeat(39)}b`, ["a".repeat(40)])).toBe("a".repeat(40));
    expect(suggestWord(`${"a".repeat(40)}b`, ["a".repeat(40)])).toBeUndefined();
  });
});
