import { describe, expect, it } from "vitest";
import { parseJavascript } from "./parse-javascript.ts";

const first = (source: string, path = "a.js") => {
  const tree = parseJavascript(source, path);
  return tree.kind === "group" ? tree.children[0] : tree;
};

describe("parseJavascript", () => {
  it("sees through brackets, types, await and the comma of an indirect call", () => {
    for (const source of ["f(1)", "(f)(1)", "(0, f)(1)", "(f as any)(1)", "f!(1)", "await f(1)"]) {
      expect(first(source, "a.ts")).toMatchObject({ kind: "call", callee: { kind: "name", name: "f" } });
    }
  });

  it("takes imports, whole, by name and by another name", () => {
    expect(first("import a, { b as c } from 'x'; import * as d from 'y'")).toEqual({
      kind: "import",
      module: "x",
      names: [
        ["default", "a"],
        ["b", "c"],
      ],
      line: 1,
    });
  });

  it("drops types and type imports", () => {
    expect(
      JSON.stringify(parseJavascript("import type { A } from 'fs'; let x: import('fs').Stats;", "a.ts")),
    ).not.toContain("fs");
  });

  it("reads JSX, decorators and private members", () => {
    expect(() =>
      parseJavascript("const a = <B c={1}>x</B>; class D { #e = 1; f() { return this.#e; } }", "a.jsx"),
    ).not.toThrow();
    expect(() => parseJavascript("@a class B { @c d = <E>1; }", "a.ts")).not.toThrow();
  });
});
