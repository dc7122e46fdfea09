import { describe, expect, it } from "vitest";
import type { Tree } from "../parse/tree.ts";
import { makeLinked } from "../testing/make-program.ts";
import { bindArguments } from "./bind-arguments.ts";

const show = (tree: Tree): string =>
  tree.kind === "text"
    ? tree.text
    : tree.kind === "list"
      ? `[${tree.items.map(show).join()}]`
      : tree.kind === "member"
        ? `any of ${show(tree.object)}`
        : tree.kind === "name"
          ? tree.name
          : tree.kind;

function bind(language: "php" | "javascript" | "python", source: string, shift = 0): string[] {
  const { files, scopeOf } = makeLinked(language, { a: source });
  const call = files[0]?.calls.at(-1)?.call;
  return bindArguments(scopeOf("f"), call?.args ?? [], shift).map(([parameter, tree]) => `${parameter}=${show(tree)}`);
}

describe("bindArguments", () => {
  it.each([
    ["php", "function f($a, $b) {} f('x', 'y', 'z');", ["$a=x", "$b=y"]],
    ["php", "function f($a, ...$b) {} f('x', 'y', 'z');", ["$a=x", "$b=[y,z]"]],
    ["php", "function f($a, $b) {} f(b: 'y', a: 'x');", ["$b=y", "$a=x"]],
    ["php", "function f($a, $b) {} f(...$all);", ["$a=any of $all", "$b=any of $all"]],
    ["javascript", "function f(a, ...b) {} f('x', 'y');", ["a=x", "b=[y]"]],
    ["javascript", "function f(a, { b }) {} f('x', y);", ["a=x", "#1=y"]],
    ["python", "def f(a, *b, c): pass\nf('x', 'y', c='z')", ["a=x", "c=z", "b=[y]"]],
    ["python", "def f(a, **more): pass\nf('x', other='z')", ["a=x", "more=record"]],
  ] as const)("%s: %s", (language, source, bound) => {
    expect(bind(language, source)).toEqual(bound);
  });

  it("leaves out parameters that the language fills", () => {
    expect(bind("python", "def f(self, a): pass\nf('x')", 1)).toEqual(["a=x"]);
  });
});
