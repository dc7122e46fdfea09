import { expect, it } from "vitest";
import { makeLinked } from "../testing/make-program.ts";

it("a program knows functions, classes and methods apart, in all its files", () => {
  const { program, scopeOf } = makeLinked("php", {
    "a.php": "function F() {} class C { function M() {} }",
    "b.php": "if ($x) { function g() {} }",
  });
  expect([...program.index.functions.keys()]).toEqual(["f", "g"]);
  expect([...program.index.classes.keys()]).toEqual(["c"]);
  expect([...program.index.methods.keys()]).toEqual(["m"]);
  expect(program.scopeOf(scopeOf("g").tree)).toBe(scopeOf("g"));
});
