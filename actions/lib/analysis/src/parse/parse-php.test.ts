import { describe, expect, it } from "vitest";
import { parsePhp } from "./parse-php.ts";
import { listChildren, type Tree } from "./tree.ts";

function find(tree: Tree, kind: Tree["kind"]): Tree[] {
  return [...(tree.kind === kind ? [tree] : []), ...listChildren(tree).flatMap((child) => find(child, kind))];
}

describe("parsePhp", () => {
  it("makes eval, backticks, exit and print calls like others, with their lines", () => {
    const calls = find(parsePhp("<?php\neval($x);\n`ls`;\nprint 1;\nexit;"), "call");
    expect(
      calls.map((call) => [call.kind === "call" && call.callee.kind === "name" && call.callee.name, call.line]),
    ).toEqual([
      ["eval", 2],
      ["`", 3],
      ["print", 4],
      ["exit", 5],
    ]);
  });

  it("tells $a['b'], $a->b and A::b apart", () => {
    const members = find(parsePhp("<?php $a['b']; $a->b; A::b();"), "member");
    expect(members.map((member) => member.kind === "member" && [member.index === true, member.fixed === true])).toEqual(
      [
        [true, false],
        [false, false],
        [false, true],
      ],
    );
  });

  it("knows the syntax of PHP 8", () => {
    const source =
      "<?php enum A: string { case B = 'b'; } readonly class C { function __construct(private int $x = 1) {} } $y = match(true) { default => $a?->b(...) };";
    expect(() => parsePhp(source)).not.toThrow();
  });

  it("throws at what is no PHP", () => {
    expect(() => parsePhp("<?php function {")).toThrow(/syntax error/i);
  });
});
