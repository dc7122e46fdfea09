import { describe, expect, it } from "vitest";
import { scanEveryTag, scanLine } from "./scan-line.ts";

const never = () => false;
const always = () => true;
const names = (line: string) => scanLine(line, never).tags.map(({ name, opens }) => (opens ? name : `/${name}`));

describe("scanLine", () => {
  it.each([
    ['<b>x</b> <A href="</i>">', ["b", "/b", "a"]],
    ["`<b>` ``<i> ` <u>`` <s>", ["s"]],
    ["\\<b> \\`<i>`", ["i"]],
    ["<!-- <b> --> <i>", ["i"]],
    ["<https://x.example> <3 a < b", []],
    ["<b <i>", ["b", "i"]],
    ["[a](b) ![c](d)<i>", ["i"]],
  ])("sees in %j the tags %j", (line, tags) => {
    expect(names(line)).toEqual(tags);
  });

  it.each(["`a", "<a b", "<!-- a", '[a](b "c', "![a", "[a][b"])(
    "leaves %j open where a later line may close it",
    (line) => {
      expect(scanLine(line, always).open).toBe(true);
      expect(scanLine(line, never).open).toBe(false);
    },
  );

  it.each(["plain", "`a`", "\\`a", "a < b", "[a](b)", '[a](b "c")', "![a](b)"])("finds nothing open in %j", (line) => {
    expect(scanLine(line, always).open).toBe(false);
  });

  it("closes nothing for certain after something open", () => {
    expect(scanLine("`a </b>", always).tags).toEqual([]);
  });

  it("gives up where browsers and Markdown part", () => {
    expect(scanLine("<? a", never).lost).toBe(true);
    expect(scanLine("<!-- a", never, true).lost).toBe(true);
    expect(scanLine("<!-- a", never).lost).toBe(false);
  });
});

describe("scanEveryTag", () => {
  it("sees opening tags even in code", () => {
    expect(scanEveryTag("`<PRE>` </b>").tags).toEqual([{ name: "pre", opens: true }]);
  });
});
