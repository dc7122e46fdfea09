import { describe, expect, it } from "vitest";
import { makeLinked } from "../testing/make-program.ts";

describe("linking calls", () => {
  it("hands arguments to parameters, with the line of the call", () => {
    const { scopeOf } = makeLinked("php", { "a.php": "f('x');\nf('y');", "b.php": "function f($a) {}" });
    expect(scopeOf("f").writes.get("$a")?.values).toMatchObject([
      { tree: { text: "x" }, from: { path: "a.php", line: 1 }, argument: true },
      { tree: { text: "y" }, from: { path: "a.php", line: 2 }, argument: true },
    ]);
  });

  it("follows functions that are handed from function to function", () => {
    const { scopeOf } = makeLinked("javascript", {
      "a.js": "function last(x) {} function two(g) { g('x'); } function one(f) { two(f); } one(last);",
    });
    expect(scopeOf("last").writes.get("x")?.values).toHaveLength(1);
  });

  it("knows every call of a function", () => {
    const { program, scopeOf } = makeLinked("python", { "a.py": "def f(x): pass\nf(1)\nf(2)" });
    expect(program.sites.get(scopeOf("f"))?.map(({ line }) => line)).toEqual([2, 3]);
  });
});
