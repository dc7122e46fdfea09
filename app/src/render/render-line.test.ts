import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderLine } from "./render-line.ts";

const token = `ghp_${"a1B2c3D4e5".repeat(3)}f6G7h8`;

describe("renderLine", () => {
  it.each([
    ["two\r\n lines\tand  a tab ", "two lines and a tab"],
    ["", ""],
    [" \n\t", ""],
    ["naïve 文字 👍", "naïve 文字 👍"],
  ])("puts %j on one line: %j", (text, line) => {
    expect(renderLine(text, 120)).toBe(line);
  });

  it.each(["\u0000", "\u001b", "\u202e", "\u200b", "\u2800", "\u3164", "\ue000", "\ud800"])(
    "shows that something invisible is there: %j",
    (hidden) => expect(renderLine(`a${hidden}b`, 120)).toBe("a\ufffdb"),
  );

  it("leaves out what only joins or colours signs", () => {
    expect(renderLine("a\u200d\ufe0fb", 120)).toBe("ab");
  });

  it("cuts after whole characters, with a mark", () => {
    expect(renderLine("👍👍👍", 3)).toBe("👍👍👍");
    expect(renderLine("👍👍👍👍", 3)).toBe("👍👍…");
  });

  it.each([
    ["as it is", token],
    ["with a joiner in it that nobody sees", `${token.slice(0, 9)}\u200d${token.slice(9)}`],
    ["with a selector in it that nobody sees", `${token.slice(0, 2)}\ufe0f${token.slice(2)}`],
    ["where the cut would hide its length", `${"x ".repeat(20)}${token}`],
  ])("takes a credential out %s", (_, text) => {
    expect(renderLine(`see ${text} here`, 60)).not.toContain(token.slice(0, 12));
  });

  it("is one line of at most so many characters, whatever was written", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "`", "\n", " ", "\u202e", "\ufe0f", "\ud83d", "\udc4d", "é") });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 20 }), (given, limit) => {
        const line = renderLine(given, limit);
        expect([...line].length).toBeLessThanOrEqual(limit);
        expect(line).not.toMatch(/[\n\u202e\ufe0f]/u);
        expect(line.isWellFormed()).toBe(true);
      }),
    );
  });
});
