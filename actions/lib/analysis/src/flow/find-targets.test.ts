import { describe, expect, it } from "vitest";
import { makeLinked } from "../testing/make-program.ts";

/** Lines of the functions that the last call of the first file may run. */
function listTargets(language: "php" | "javascript" | "python", ...sources: string[]): string[] {
  const names = { php: "php", javascript: "js", python: "py" } as const;
  const entries = sources.map((source, at) => [`${"abc"[at]}.${names[language]}`, source]);
  const { files, folder } = makeLinked(language, Object.fromEntries(entries));
  const last = files[0]?.calls.filter(({ call }) => call.fresh !== true).at(-1);
  if (!last) throw new Error("no call");
  const { path } = folder.resolve(last.call.callee, last.scope);
  return folder.finder
    .findTargets(last.call, path, last.scope)
    .map(({ scope }) => `${scope.path} ${scope.tree.kind === "scope" ? scope.tree.name : ""}`);
}

describe("finding what a call runs", () => {
  it.each([
    ["php", ["\\A\\GO();", "namespace A; function go() {}"], ["b.php go"]],
    ["php", ["(new A())->m();", "class A extends B {}", "class B { function M() {} }"], ["c.php M"]],
    ["php", ["A::m();", "class A { static function m() {} }"], ["b.php m"]],
    ["php", ["class A { function a() { $this->b(); } function b() {} } class C { function b() {} }"], ["a.php b"]],
    ["php", ["class A extends B { function m() { parent::m(); } }", "class B { function m() {} }"], ["b.php m"]],
    ["php", ["$f = 'go'; $f();", "function go() {}"], ["b.php go"]],
    ["php", ["$f = [new A(), 'm']; $f();", "class A { function m() {} }"], ["b.php m"]],
    ["javascript", ["import { a as b } from './b.js'; b();", "export const a = function c() {};"], ["b.js c"]],
    ["javascript", ["import * as b from './b.js'; b.a();", "export function a() {}"], ["b.js a"]],
    ["javascript", ["class A extends B { m() { super.n(); } } ", "class B { n() {} }"], ["b.js n"]],
    ["javascript", ["const o = { m() {} }; o.m();"], ["a.js m"]],
    ["python", ["from . import b\nb.go()", "def go(): pass"], ["b.py go"]],
    ["python", ["from b import A\nA(1)", "class A:\n    def __init__(self, x): pass"], ["b.py __init__"]],
  ] as const)("%s: %s", (language, sources, targets) => {
    expect(listTargets(language, ...sources)).toEqual(targets);
  });

  it("takes methods of unknown objects only where no more than two have the name and take so much", () => {
    const many = "class A { function m($a) {} } class B { function m($a) {} } class C { function m($a) {} }";
    expect(listTargets("php", "$x->m(1);", many)).toEqual([]);
    expect(listTargets("php", "$x->m(1);", "class A { function m($a) {} }")).toEqual(["b.php m"]);
    expect(listTargets("php", "$x->m(1, 2);", "class A { function m($a) {} }")).toEqual([]);
  });
});
