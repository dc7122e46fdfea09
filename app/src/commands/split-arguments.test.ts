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

  const marks = 'a quoted value begins and ends with a straight `"`; inside, write `\\"` and `\\\\`';
  it.each([
    ['a="b', marks],
    ['a="b"c', marks],
    ['a="\\n"', marks],
    ["a=“b”", marks],
    ["a=„b", marks],
    ["«a»", marks],
    ["a=é", "only ASCII stands outside of quotes"],
    ["é", "only ASCII stands outside of quotes"],
    ["a=bé", "only ASCII stands outside of quotes"],
    ["éb", "only ASCII stands outside of quotes"],
    ['"a"', "a quoted value needs a key before it"],
  ])("names %j as a problem: %s", (rest, problem) => {
    expect(splitArguments(rest)).toEqual([{ kind: "problem", part: rest, problem }]);
  });

  it.each([
    ["1a=b", { kind: "word", word: "1a=b" }],
    ["=b", { kind: "word", word: "=b" }],
    [`${"k".repeat(40)}=b`, { kind: "pair", key: "k".repeat(40), value: "b" }],
    [`${"k".repeat(41)}=b`, { kind: "word", word: `${"k".repeat(41)}=b` }],
    ["a_1-b=c", { kind: "pair", key: "a_1-b", value: "c" }],
    ['a="\\\\"', { kind: "pair", key: "a", value: "\\" }],
    ['a="é b"', { kind: "pair", key: "a", value: "é b" }],
  ])("reads %j as one part", (rest, part) => {
    expect(splitArguments(rest)).toEqual([part]);
  });

  it("goes on after a problem", () => {
    expect(splitArguments("é a=b").map((part) => part.kind)).toEqual(["problem", "pair"]);
  });
});
