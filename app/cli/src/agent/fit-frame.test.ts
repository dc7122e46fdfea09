import { stripVTControlCharacters, styleText } from "node:util";
import { describe, expect, it } from "vitest";
import { cutLine, fitFrame } from "./fit-frame.ts";

describe("a frame on a screen", () => {
  const red = styleText("red", "broken", { validateStream: false });

  it("is cut by what one sees, and lets no colour run on", () => {
    expect(cutLine("abcdef", 4)).toBe("abcd");
    expect(cutLine(`is ${red} now`, 99)).toBe(`is ${red} now`);
    const cut = cutLine(`is ${red} now`, 5);
    expect(stripVTControlCharacters(cut)).toBe("is br");
    expect(cut.endsWith("\u001b[0m")).toBe(true);
  });

  it("says how much of it is not shown", () => {
    const lines = ["1", "2", "3", "4"];
    expect(fitFrame(lines, 4, 80)).toEqual(lines);
    expect(fitFrame(lines, 3, 80)).toEqual(["1", "2", "… 2 more lines"]);
    expect(fitFrame(lines, 3, 4)).toEqual(["1", "2", "… 2 "]);
  });
});
