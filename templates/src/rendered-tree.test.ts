import { expect, it } from "vitest";
import { sortTree } from "./rendered-tree.ts";

it("orders paths by their bytes, whatever order and language they came in", () => {
  const file = { content: "", executable: false };
  const tree = sortTree(["b", "a/z", "B", "a", "é"].map((path) => [path, file] as const));
  expect([...tree.keys()]).toEqual(["B", "a", "a/z", "b", "é"]);
});
