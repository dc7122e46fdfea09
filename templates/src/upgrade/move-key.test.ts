import { expect, it } from "vitest";
import { moveKey } from "./move-key.ts";

const move = (value: unknown, from: string, to: string) => {
  const text = moveKey(JSON.stringify(value), from, to);
  return text === undefined ? undefined : JSON.parse(text);
};

it("moves a value with all below it, making the objects on the way", () => {
  expect(move({ a: { b: [1], c: 2 } }, "/a/b", "/x/y/z")).toEqual({ a: { c: 2 }, x: { y: { z: [1] } } });
});

it("moves nothing that is not there, through what is no object, or onto something", () => {
  for (const [value, from, to] of [
    [{ a: 1 }, "/b", "/c"],
    [{ a: 1 }, "/a/b", "/c"],
    [{ a: 1, b: 2 }, "/a", "/b"],
    [{ a: 1, b: 2 }, "/a", "/b/c"],
    [[1], "/0", "/1"],
    [{ a: 1 }, "/toString", "/c"],
  ] as const)
    expect(move(value, from, to)).toBeUndefined();
  expect(moveKey("{", "/a", "/b")).toBeUndefined();
});
