import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseCommands } from "../commands/parse-commands.ts";
import { anyText } from "../testing/any-text.ts";
import { renderCode } from "./render-code.ts";
import { renderText } from "./render-text.ts";

const hostile = fc.oneof(
  anyText(200),
  fc.string({ unit: "grapheme", maxLength: 200 }),
  fc
    .array(
      fc.constantFrom(
        ..."`~*_[]()<>!#@|\\/$&;:.+-= \t\n\r\u0085\u2028\u202e\u200b\ud800",
        ..."abcd|ef01|2345|6789".split("|"),
        ..."https:// www. /forge publish|GH-12|```|~~~|1. |&#64;|&lt;|![x](y)|<img src=x onerror=y>|@acme/team|<!--|-->|0a1b2c3d4e5f".split(
          "|",
        ),
      ),
      { maxLength: 40 },
    )
    .map((parts) => parts.join("")),
);

/** What the page shows of inline Markdown that holds no construct: escapes undone. An unescaped mark of Markdown throws. */
function showText(markdown: string): string {
  return markdown.replace(
    /\\([!-/:-@[-`{-~])|&(?:#(\d+)|(amp|lt|gt|vert));|([\\`*_~[\]$<>|&])/gu,
    (_, escaped, code, name, bare) => {
      if (bare !== undefined) throw new Error(`a bare ${bare} in ${markdown}`);
      return (
        escaped ??
        (code ? String.fromCodePoint(Number(code)) : { amp: "&", lt: "<", gt: ">", vert: "|" }[name as "amp"])
      );
    },
  );
}

/** What GitHub makes links and notices of, in the text of the finished page (html-pipeline's filters, cmark-gfm's autolinks). */
const alive = [/@[a-z0-9]/iu, /#[0-9]/u, /\bgh-[0-9]/iu, /\b[0-9a-f]{7,40}\b/iu, /[a-z]:\/\//iu, /\bwww\./iu];

describe("strangers' text", () => {
  it("mentions nobody, links nowhere and draws nothing", () => {
    expect(renderText("@all see #1 <img> [x](https://evil.example) **b** www.evil.example $x$")).toBe(
      "@&#8203;all see #&#8203;1 &lt;img&gt; \\[x\\](https:&#8203;//evil.example) \\*\\*b\\*\\* www&#8203;.evil.example \\$x\\$",
    );
    expect(renderText("acme/forge@0a1b2c3d4e5f6071 and GH-7")).toBe(
      "acme/forge@&#8203;0a1b2c&#8203;3d4e5f&#8203;6071 and GH-&#8203;7",
    );
  });

  it("begins no block and no command", () => {
    const begins = [
      "# a",
      "- a",
      "+ a",
      "1. a",
      "2) a",
      "> a",
      "=== a",
      "--- a",
      "/forge publish",
      "~~~ a",
      "``` a",
      "| a",
    ];
    for (const text of begins) {
      expect(renderText(text)).not.toMatch(/^(?:[-+=>#|/]|[0-9]+[.)]|`{3}|~{3})/u);
      expect(showText(renderText(text)).replaceAll("\u200b", "")).toBe(text);
    }
  });

  it("shows the same words, whatever they are, and nothing of them comes alive", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const shown = showText(renderText(text));
        for (const pattern of alive) expect(shown).not.toMatch(pattern);
        expect(renderText(text)).not.toMatch(/[\n\r\u0085\u2028\u2029]/u);
        expect(parseCommands(`${renderText(text)}\n\n${renderCode(text)}`)).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  it("stays inside its code span, whatever it is", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const code = renderCode(text);
        const marks = /^`+/u.exec(code)?.[0] ?? "";
        const inner = code.slice(marks.length, -marks.length);
        expect(code.endsWith(marks)).toBe(true);
        expect(code).not.toMatch(/[\n\r|\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        expect([...inner.matchAll(/`+/gu)].some((run) => run[0].length === marks.length)).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  it("never repeats a credential", () => {
    const token = `ghp_${"a1B2".repeat(9)}`;
    for (const render of [renderText, renderCode]) {
      expect(render(`use ${token} please`)).toBe(render("use secret-removed please"));
      expect(render(`${"x ".repeat(54)}${token}`)).not.toContain("ghp");
    }
  });

  it("costs little, however long the text is", () => {
    expect(renderText("@".repeat(10_000_000)).length).toBeLessThan(5000);
  });
});
