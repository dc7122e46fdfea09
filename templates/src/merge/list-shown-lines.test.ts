import { expect, it } from "vitest";
import { listShownLines } from "./list-shown-lines.ts";

const text = (count: number) => Array.from({ length: count }, (_, i) => `${i + 1}\n`).join("");

it("shows a new file whole, and of a changed one each change with three lines around it", () => {
  expect(listShownLines("", text(5))).toEqual([{ first: 1, last: 5 }]);
  expect(listShownLines(text(30), text(30).replace("10\n", "ten\n"))).toEqual([{ first: 7, last: 13 }]);
  const two = text(30).replace("10\n", "ten\n").replace("28\n", "");
  expect(listShownLines(text(30), two)).toEqual([
    { first: 7, last: 13 },
    { first: 25, last: 29 },
  ]);
  expect(listShownLines(text(9), text(9))).toEqual([]);
});

it("joins changes whose surroundings meet", () => {
  const changed = text(30).replace("10\n", "ten\n").replace("15\n", "x\n");
  expect(listShownLines(text(30), changed)).toEqual([{ first: 7, last: 18 }]);
});
