import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyText } from "../testing/any-text.ts";
import { form, good } from "../testing/friendly-requests.ts";
import { checkRequest } from "./check-request.ts";
import { dropForbiddenText, findForbiddenText } from "./find-forbidden-text.ts";
import { parseRequestText } from "./parse-request-text.ts";

/** Texts just below the limit that make careless parsers slow: each repeats what a pattern or a loop may stumble over. */
const length = 65_000;
const slow = [
  "### ",
  "### cms\n\n",
  "```yaml\n",
  "~~~\n",
  "`",
  "<!--",
  "- ",
  "? ",
  "[",
  "{a: ",
  "a: &a *a\n",
  "'",
  '"',
  "\\",
  " ",
  "\t",
  "#\n",
  "ghp_",
  "eyJa.eyJ",
  "password: ",
  "-----BEGIN PRIVATE KEY-----",
  "a1",
  "e\u0301",
  "\u202e",
  "👩‍",
  "::",
  "0403:",
  "https://a",
  "network:",
  "-",
  "a-",
  "A ",
  "é.",
].map((unit) => unit.repeat(Math.floor(length / unit.length)));

describe("a request made of any text", () => {
  it("never takes the time that anything worse than linear would take, whatever fills the whole body", () => {
    for (const kind of ["issue", "file"] as const)
      for (const text of slow) {
        const start = performance.now();
        parseRequestText(text, kind);
        parseRequestText(`### cms\n\ntool\n\n### notes\n\n${text.slice(0, 60_000)}`, kind);
        expect(performance.now() - start, text.slice(0, 20)).toBeLessThan(20_000);
      }
  }, 600_000);

  it("never throws and never accepts what the schema refuses, whatever is written", () => {
    fc.assert(
      fc.property(anyText(300), fc.constantFrom("issue", "file"), (text, kind) => {
        const body = kind === "issue" ? form({ ...good, notes: text }) : text;
        expect(typeof checkRequest(body, kind as "issue").reply).toBe("string");
      }),
      { numRuns: 200 },
    );
  });

  it("finds nothing any more in a text that it cleaned", () => {
    fc.assert(
      fc.property(anyText(60), (text) => {
        let clean = text;
        // What is taken away may leave a joiner without its emoji.
        while (dropForbiddenText(clean) !== clean) clean = dropForbiddenText(clean);
        expect([undefined, "more than four marks on one letter"]).toContain(findForbiddenText(clean)?.what);
        if (findForbiddenText(text) === null) expect(dropForbiddenText(text)).toBe(text);
      }),
      { numRuns: 500 },
    );
  });
});
