import { expect, it } from "vitest";
import { makeLinked } from "../testing/make-program.ts";
import { findClass, findOwner, isClass } from "./scope.ts";

it("a scope knows its class and who owns a name", () => {
  const { scopeOf, files } = makeLinked("javascript", { "a.js": "let a = 1; class C { m(b) { return () => a; } }" });
  const method = scopeOf("m");
  expect(findClass(method)).toBe(scopeOf("C"));
  expect([isClass(scopeOf("C")), isClass(method)]).toEqual([true, false]);
  expect(findOwner(method, "a")).toBe(files[0]?.top);
  expect(findOwner(method, "b")).toBe(method);
  expect(findOwner(method, "c")).toBeUndefined();
});
