import { expect, it } from "vitest";
import { call, group, listChildren, name, type Tree, text } from "./tree.ts";

it("every kind of tree tells its children", () => {
  const [a, b] = [name("a", 1), text("b", 1)];
  const trees: [Tree, readonly Tree[]][] = [
    [a, []],
    [call(a, [b], 1), [a, b]],
    [group("x", [b, a], 1), [b, a]],
    [{ kind: "member", object: a, property: b, line: 1 }, [a, b]],
    [{ kind: "join", parts: [a, b], line: 1 }, [a, b]],
    [{ kind: "list", items: [b], line: 1 }, [b]],
    [{ kind: "record", entries: [[a, b]], line: 1 }, [a, b]],
    [{ kind: "assign", target: a, value: b, line: 1 }, [a, b]],
    [{ kind: "include", what: b, line: 1 }, [b]],
    [{ kind: "scope", name: "f", params: [], body: [a], line: 1 }, [a]],
    [{ kind: "import", module: "m", names: [], line: 1 }, []],
  ];
  for (const [tree, children] of trees) expect(listChildren(tree)).toEqual(children);
});
