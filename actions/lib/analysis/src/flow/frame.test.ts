import { expect, it } from "vitest";
import { text } from "../parse/tree.ts";
import { makeLinked } from "../testing/make-program.ts";
import { makeFrame } from "./frame.ts";

it("a frame knows what each parameter is handed, where, and how deep it lies", () => {
  const { scopeOf } = makeLinked("php", { "a.php": "function f($a) {}" });
  const outer = makeFrame(scopeOf("f"), [], { scope: scopeOf("f"), frame: undefined, line: 3 });
  const inner = makeFrame(scopeOf("f"), [["$a", text("x", 4)]], { scope: scopeOf("f"), frame: outer, line: 4 });
  expect([outer.depth, inner.depth]).toEqual([1, 2]);
  expect(inner.given.get("$a")).toMatchObject({ frame: outer, from: { path: "a.php", line: 4 } });
});
