import { describe, expect, it } from "vitest";
import { splitArguments } from "./split-arguments.ts";

describe("splitArguments", () => {
  it("splits words, pairs and quoted values at blanks", () => {
    expect(splitArguments('  test\tkey=a=b  text="two \\"words\\"" empty="" none=')).toEqual([
      { kind: "word", word: "test" },
      { kind: "pair", key: "key", value: "a=b" },
      { kind: "pair", key: "text", value: 'two "words"' },
      { kind: "pair", key: "empty", value: "" },
      { kind: "pair", key: "none", value: "" },
    ]);
  });

  it.each(['a="b', 'a="b"c', 'a="\\n"', "a=“b”", "a=é", "é", '"a"'])("names %j as a problem", (rest) => {
    expect(splitArguments(rest)).toMatchObject([{ kind: "problem", part: rest }]);
  });

  it("goes on after a problem", () => {
    expect(splitArguments("é a=b").map((part) => part.kind)).toEqual(["problem", "pair"]);
  });
});
