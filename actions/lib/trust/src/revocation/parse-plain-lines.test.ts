import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parsePlainLines } from "./parse-plain-lines.ts";

describe("parsePlainLines", () => {
  it("keeps plain lines and drops quotes, code and hidden text", () => {
    const body =
      "one\n> two\nlazy\n\nthree `four` five\n```\nsix\n```\nseven\n<!-- eight\nnine --> \n    ten\neleven\r\n";
    expect(parsePlainLines(body)).toEqual(["one", expect.stringMatching(/^three\s+five$/u), "seven", "eleven"]);
  });

  it("never answers a line that is not in the text, and never throws", () => {
    const piece = fc.constantFrom(
      "`",
      "```",
      "~~~",
      ">",
      "<!--",
      "-->",
      "<pre>",
      "</pre>",
      "\n",
      "\n\n",
      "/forge",
      " ",
      "x",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const body = pieces.join("");
        const lines = body.split("\n");
        for (const line of parsePlainLines(body))
          expect(lines.some((known) => known.length === line.length)).toBe(true);
      }),
    );
  });

  it("stays quick on a text made to be slow", () => {
    const before = performance.now();
    parsePlainLines("`a".repeat(20_000));
    parsePlainLines("<!--".repeat(15_000));
    parsePlainLines("<pre>".repeat(10_000));
    expect(performance.now() - before).toBeLessThan(2000);
  });
});
