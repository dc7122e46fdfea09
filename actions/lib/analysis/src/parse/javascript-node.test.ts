import { expect, it } from "vitest";
import { idOf, isNode, lineOf, nodesOf } from "./javascript-node.ts";

it("nodes tell their names, lines and what lies in them", () => {
  const node = { type: "Identifier", name: "a", loc: { start: { line: 3 } } };
  expect([idOf(node), lineOf(node), isNode(node), isNode({})]).toEqual(["a", 3, true, false]);
  expect(idOf({ type: "PrivateName", id: node })).toBe("#a");
  expect(idOf({ type: "StringLiteral", value: "b" })).toBe("b");
  expect([idOf(null), lineOf({ type: "x" })]).toEqual(["", 0]);
  expect(nodesOf([node, [node], null, 1])).toEqual([node, node]);
});
