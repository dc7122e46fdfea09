import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { analyseFile } from "./analyse-file.ts";
import { readPythonTrees, sampleManifest } from "./testing/analyse-samples.ts";

const paths = ["a.php", "a.js", "a.ts", "a.tsx", "package.json", ".htaccess", "a.png"];
const analyse = (path: string, text: string | Uint8Array) =>
  analyseFile({ path, bytes: typeof text === "string" ? Buffer.from(text) : text }, sampleManifest);

/** Words of the languages in any order: far more of it parses than of random bytes. */
const words = fc
  .array(
    fc.constantFrom(
      ..."<?php ?> $a $$ $_GET [ ] ( ) { } ; , . => -> :: = .= + ' \" ` eval function class new include 'ev' \"al\" => import export const `${ } async await /* */ // # <<<X X ${ base64_decode chr 1 0x if else foreach as try catch ? : \n \\ @ & | ! ~ ^ < >".split(
        " ",
      ),
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(" "));

describe("hostile text", () => {
  it("of random bytes gives findings, never an exception", () => {
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.uint8Array({ maxLength: 400 }), (path, bytes) => {
        expect(Array.isArray(analyse(path, bytes))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it("of shuffled words gives findings, never an exception", () => {
    fc.assert(
      fc.property(fc.constantFrom(...paths), words, (path, text) => {
        expect(Array.isArray(analyse(path, path.endsWith("php") ? `<?php ${text}` : text))).toBe(true);
      }),
      { numRuns: 1_500 },
    );
  });

  const deep = 20_000;
  it.each([
    ["arrays", "a.js", "[".repeat(deep) + "]".repeat(deep)],
    ["parentheses", "a.js", "(".repeat(deep) + ")".repeat(deep)],
    ["calls", "a.js", "f(".repeat(deep) + ")".repeat(deep)],
    ["functions", "a.ts", "(()=>".repeat(deep) + "1" + ")".repeat(deep)],
    ["members", "a.js", `a${".b".repeat(deep)}`],
    ["templates", "a.js", "`${".repeat(deep) + "}`".repeat(deep)],
    ["a sum", "a.js", `x = ${"'a' + ".repeat(deep)}'b'`],
    ["PHP arrays", "a.php", `<?php $a = ${"[".repeat(deep)}${"]".repeat(deep)};`],
    ["PHP texts", "a.php", `<?php $a = ${"'a' . ".repeat(deep)}'b';`],
    ["PHP blocks", "a.php", `<?php ${"if (1) {".repeat(deep)}${"}".repeat(deep)}`],
    ["news", "a.js", "new (".repeat(deep) + "A" + ")".repeat(deep)],
  ])("nested 20,000 deep (%s) is read or said to be unread", (_title, path, text) => {
    const unread = analyse(path, text).filter(({ rule }) => rule === "not-read");
    for (const { message } of unread) expect(message).toMatch(/nested too deep|parser says/);
  });

  it("whose names double does not double the work", () => {
    const doubled = Array.from({ length: 60 }, (_, at) => `$a${at + 1} = $a${at} . $a${at};`).join("\n");
    expect(analyse("a.php", `<?php $a0 = 'ab';\n${doubled}\n eval($a60);`).map(({ rule }) => rule)).toEqual(["eval"]);
  });

  it("whose names go in circles ends", () => {
    const text = "let a = b + c, b = a + c, c = a + b; const f = f; f(a); eval(a); const x = x.y.x; x();";
    expect(analyse("a.js", text).map(({ rule }) => rule)).toEqual(["eval"]);
  });

  it("of Python that is too deep or no Python is said to be unread", () => {
    const trees = readPythonTrees([
      `${"(".repeat(5_000)}${")".repeat(5_000)}`,
      "\0",
      "def f(:\n",
      `x = ${"-".repeat(90_000)}1`,
    ]);
    expect(trees.map(({ tree }) => tree)).toEqual([undefined, undefined, undefined, undefined]);
    expect(trees.map(({ why }) => why)).toEqual(Array(4).fill(expect.stringMatching(/not Python|nested too deep/)));
  });

  it("of Python without a tree is a warning where Python is missing", () => {
    expect(analyse("a.py", "x = 1")).toMatchObject([{ rule: "tool-missing", severity: "warning" }]);
  });
});
