import { describe, expect, it } from "vitest";
import { expandMatrix } from "./expand-matrix.ts";

describe("a matrix", () => {
  it("is one plain job when there is none", () => {
    expect(expandMatrix(undefined)).toEqual([undefined]);
  });

  it("expands the example of GitHub's documentation to its six rows", () => {
    const rows = expandMatrix({
      fruit: ["apple", "pear"],
      animal: ["cat", "dog"],
      include: [
        { color: "green" },
        { color: "pink", animal: "cat" },
        { fruit: "apple", shape: "circle" },
        { fruit: "banana" },
        { fruit: "banana", animal: "cat" },
      ],
    });
    expect(rows).toEqual([
      { fruit: "apple", animal: "cat", color: "pink", shape: "circle" },
      { fruit: "apple", animal: "dog", color: "green", shape: "circle" },
      { fruit: "pear", animal: "cat", color: "pink" },
      { fruit: "pear", animal: "dog", color: "green" },
      { fruit: "banana" },
      { fruit: "banana", animal: "cat" },
    ]);
  });

  it("leaves out what exclude names", () => {
    const rows = expandMatrix({ a: [1, 2], b: [1, 2], exclude: [{ a: 1 }, { a: 2, b: 2 }] });
    expect(rows).toEqual([{ a: 2, b: 1 }]);
  });
});
