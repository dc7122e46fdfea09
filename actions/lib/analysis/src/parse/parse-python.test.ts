import { describe, expect, it } from "vitest";
import { readPythonTrees } from "../testing/analyse-samples.ts";
import { parsePython } from "./parse-python.ts";

const parse = (source: string) => {
  const [read] = readPythonTrees([source]);
  const tree = parsePython(read?.tree);
  return tree.kind === "group" ? tree.children : [tree];
};

describe("parsePython", () => {
  it("takes imports, whole, by name, by another name and with a star", () => {
    expect(parse("import os.path\nimport os as o\nfrom a.b import c as d, e\nfrom f import *")).toMatchObject([
      { children: [{ module: "os", names: [["*", "os"]] }] },
      { children: [{ module: "os", names: [["*", "o"]] }] },
      {
        module: "a.b",
        names: [
          ["c", "d"],
          ["e", "e"],
        ],
      },
      { module: "f", names: [["*", "*"]] },
    ]);
  });

  it("keeps keywords of a call as its last argument, and the lines", () => {
    expect(parse("\nf('a', b=True)")).toMatchObject([
      {
        kind: "call",
        line: 2,
        args: [{ text: "a" }, { kind: "record", entries: [[{ text: "b" }, { kind: "name", name: "True" }]] }],
      },
    ]);
  });

  it("is an empty group for what is no tree", () => {
    expect(parsePython(null)).toMatchObject({ kind: "group", children: [] });
  });
});
