import { expect, it } from "vitest";
import { readStrokes } from "./read-strokes.ts";

it("reads moves and lines as they stand", () => {
  expect(readStrokes("M0 0 L5 0 L5 7 M1 1 L2 2")).toEqual([
    [0, 0, 5, 0],
    [5, 0, 5, 7],
    [1, 1, 2, 2],
  ]);
});

it("cuts a curve into pieces that begin, end and bend where it does", () => {
  const pieces = readStrokes("M0 0 Q6 0 6 6 L0 6");
  expect(pieces).toHaveLength(13);
  expect(pieces[0]?.slice(0, 2)).toEqual([0, 0]);
  expect(pieces[5]?.slice(2)).toEqual([4.5, 1.5]);
  expect(pieces[11]?.slice(2)).toEqual([6, 6]);
  expect(pieces[12]).toEqual([6, 6, 0, 6]);
});
