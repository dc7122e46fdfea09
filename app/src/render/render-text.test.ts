import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderCode } from "./render-code.ts";
import { renderText } from "./render-text.ts";

describe("strangers' text", () => {
  it("mentions nobody, links nowhere and draws nothing", () => {
    expect(renderText("@all see #1 <img> [x](https://evil.example) **b** www.evil.example")).toBe(
      "&#64;all see &#35;1 &lt;img&gt; \\[x\\](https:&#47;&#47;evil.example) \\*\\*b\\*\\* www&#46;evil.example",
    );
  });

  it("holds no character that could end what it stands in", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        expect(renderText(text)).not.toMatch(/[@<>|\n]|(?<!\\)[`[\]]/u);
      }),
    );
  });

  it("stays inside its code span, whatever it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("`", "a", " ", "\n", "|", "@"), maxLength: 40 }), (text) => {
        const code = renderCode(text);
        const marks = /^`+/u.exec(code)?.[0] ?? "";
        const inner = code.slice(marks.length, -marks.length);
        expect(code.endsWith(marks)).toBe(true);
        expect(code).not.toMatch(/[\n|]/u);
        expect([...inner.matchAll(/`+/gu)].some((run) => run[0].length === marks.length)).toBe(false);
      }),
    );
  });
});
