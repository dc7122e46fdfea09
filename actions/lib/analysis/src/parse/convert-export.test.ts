import { describe, expect, it } from "vitest";
import { parseJavascript } from "./parse-javascript.ts";
import { listChildren, type Tree } from "./tree.ts";

function listExports(source: string): string[] {
  const walk = (tree: Tree): string[] => {
    const own =
      tree.kind === "assign" && tree.target.kind === "member" && tree.target.property.kind === "text"
        ? [`${tree.target.property.text}=${tree.value.kind === "name" ? tree.value.name : tree.value.kind}`]
        : tree.kind === "import"
          ? [`${tree.module} ${tree.names.map((pair) => pair.join(">")).join()}`]
          : [];
    return [...own, ...listChildren(tree).flatMap(walk)];
  };
  return walk(parseJavascript(source, "a.mjs"));
}

describe("exports", () => {
  it.each([
    ["export const a = 1, b = 2;", ["a=a", "b=b"]],
    ["export function f() {}", ["f=f"]],
    ["export default class A {}", ["default=A"]],
    ["export default () => 1;", ["default=scope"]],
    ["const a = 1; export { a as b };", ["b=a"]],
    ["export { a as b } from './c.js';", ["./c.js a>#b", "b=#b"]],
    ["export * from './c.js';", ["./c.js *>*"]],
    ["export * as d from './c.js';", ["./c.js *>#d", "d=#d"]],
  ])("%s", (source, exports) => {
    expect(listExports(source)).toEqual(exports);
  });
});
