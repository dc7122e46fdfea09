import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findYamlLine } from "./find-yaml-line.ts";

const text = `# the forge
schemaVersion: 1
approvers:
  users:
    - {id: 7, login: ann}

    # and
    - id: 8
      login: bob
approvals:
  reason: |
    users: all
  required: 2
users: 3
required: 4
benches:
- id: a
  keys:
  - x
  - y
- id: b
  keys: []
`;

describe("findYamlLine", () => {
  it.each([
    ["schemaVersion", 2],
    ["approvers.users", 4],
    ["approvers.users.0", 5],
    ["approvers.users.1", 8],
    ["approvers.users.1.id", 8],
    ["approvers.users.1.login", 9],
    ["approvals.required", 13],
    ["benches.0.keys.1", 20],
    ["benches.1", 21],
    ["benches.1.keys", 22],
  ])("finds %s in line %s", (path, line) => {
    expect(findYamlLine(text, path)).toBe(line);
    expect(findYamlLine(text.replaceAll("\n", "\r\n"), path)).toBe(line);
  });

  it.each([
    ["a key by the same name in a mapping before it", "users", 14],
    ["one in a mapping before it that is not the first", "required", 15],
    ["an entry of a list that follows", "benches.0.keys.2", 18],
    ["text of a block", "approvals.users", 10],
  ])("takes no %s for it", (_, path, line) => {
    expect(findYamlLine(text, path)).toBe(line);
  });

  it.each([
    ["a field that is missing", "approvals.count", 10],
    ["a field of a mapping in one line", "approvers.users.0.login", 5],
    ["an entry that is missing", "approvers.users.2.id", 4],
    ["nothing that is there", "channels.0", 1],
    ["the document", "", 1],
  ])("points at the deepest part it finds, for %s", (_, path, line) => {
    expect(findYamlLine(text, path)).toBe(line);
  });

  it("finds every key and entry of any block of mappings and lists", () => {
    type Tree = number | readonly Tree[] | { readonly [key: string]: Tree };
    const tree = fc.letrec<{ tree: Tree; mapping: Tree }>((tie) => ({
      mapping: fc.dictionary(fc.constantFrom("a", "b", "ab", "c"), tie("tree"), { minKeys: 1, noNullPrototype: true }),
      tree: fc.oneof(
        { maxDepth: 3 },
        fc.nat(9),
        tie("mapping"),
        fc.array(fc.oneof(fc.nat(9), tie("mapping")), { minLength: 1, maxLength: 3 }),
      ),
    })).mapping;

    /** Block lines of a tree, each with the paths that begin there. */
    const write = (value: Tree, path: string, flush: boolean): [string, string[]][] => {
      if (typeof value === "number") return [[String(value), []]];
      const isList = Array.isArray(value);
      return Object.entries(value as Record<string, Tree>).flatMap(([key, inner]): [string, string[]][] => {
        const own = path === "" ? key : `${path}.${key}`;
        const [first = ["", []], ...rest] = write(inner, own, flush);
        const indent = ([line, paths]: [string, string[]], by: string): [string, string[]] => [by + line, paths];
        if (isList) return [[`- ${first[0]}`, [own, ...first[1]]], ...rest.map((line) => indent(line, "  "))];
        if (typeof inner === "number") return [[`${key}: ${first[0]}`, [own]]];
        const by = Array.isArray(inner) && flush ? "" : "  ";
        return [[`${key}:`, [own]], ...[first, ...rest].map((line) => indent(line, by))];
      });
    };
    fc.assert(
      fc.property(tree, fc.boolean(), (value, flush) => {
        const lines = write(value, "", flush);
        const whole = lines.map(([line]) => line).join("\n");
        for (const [index, [, paths]] of lines.entries())
          for (const path of paths) expect([path, findYamlLine(whole, path)]).toEqual([path, index + 1]);
      }),
      { numRuns: 300 },
    );
  });
});
