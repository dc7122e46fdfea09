import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { showText } from "../testing/show-text.ts";
import { parsePlainLines } from "./parse-plain-lines.ts";

// `PLUGSMITH_MODEL_RUNS=200000 vitest run actions/lib/trust/src/revocation/plain-lines-oracle.test.ts` looks longer.
const numRuns = Number(process.env["PLUGSMITH_MODEL_RUNS"] ?? 1500);

const split = (text: string) => text.split(" · ");
const margin = [
  ...Array(6).fill(""),
  " ",
  "  ",
  "   ",
  "    ",
  "\t",
  " \t",
  "- ",
  "* ",
  "1. ",
  "2) ",
  "7. ",
  "-\t",
  "-     ",
  "- - ",
  "> ",
  ">",
  "  > ",
];
const pieces = split(
  "` · `` · ``` · ~~~ · ~~ · <!-- · --> · <!--> · <pre> · </pre> · <PRE · <pre  · <script> · </script> · <style> · </style> · " +
    "<textarea> · </textarea> · <details> · </details> · <details open> · </details > · <summary> · <blockquote> · </blockquote> · " +
    "<del> · </del> · <s> · </s> · <b> · </b> · <div> · </div> · <kbd> · </kbd> · <a b=\" · <a b=' · <a b=c> · <b/> · <title> · " +
    "<x-y> · <3 · < b · </ b> · </ · < · <? · ?> · <![CDATA[ · ]]> · <!D · <!D> · <! · <https://x.example> · [a] · [a]( · [a](b) · " +
    '[a](b "c") · [a](b " · [a](<b>) · ![ · ![a](b) · ][ · ]( · ) · ] · [ · ]: · [a]: b · [a]: b "c" · [a]: · " · \' · \\ · \\` · \\< · ' +
    "# · --- · *** · | · &lt; · é · x · a b · * · _ · = · /> · >",
);
const command = fc.nat(25).map((index) => `/forge why ${String.fromCharCode(97 + index)}z`);
const line = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.constantFrom(...margin), fc.array(fc.constantFrom(...pieces), { maxLength: 3 }))
      .map(([start, rest]) => start + rest.join("")),
  },
  { weight: 2, arbitrary: command },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constantFrom(...margin), fc.constantFrom(...pieces), command).map((parts) => parts.join("")),
  },
);
const body = fc
  .array(fc.tuple(line, fc.constantFrom("\n", "\n", "\n\n", "\n \n", "\r\n", "\r")), { minLength: 1, maxLength: 8 })
  .map((lines) => lines.flat().join(""));

describe("plain lines, beside a Markdown and an HTML parser", () => {
  it("are only what people see as the author's own words, whatever the text", () => {
    let taken = 0;
    fc.assert(
      fc.property(body, (text) => {
        const commands = parsePlainLines(text).filter((plain) => plain.startsWith("/forge why"));
        if (commands.length === 0) return;
        taken += commands.length;
        const seen = showText(text);
        for (const plain of commands) expect(seen, plain).toContain(plain);
      }),
      { numRuns },
    );
    // A parser that takes nothing would be sound as well.
    expect(taken).toBeGreaterThan(numRuns / 10);
  });
});
