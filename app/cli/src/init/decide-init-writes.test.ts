import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decideInitWrites, refuseInitConflicts } from "./decide-init-writes.ts";
import { renderLineDiff } from "./render-line-diff.ts";

const wanted = { a: "1\n2\n3\n", b: "x\n", c: "new\n" };

describe("init on an existing repository", () => {
  const existing = { a: "1\nother\n3\n", b: "x\n", c: undefined };

  it("creates what is missing, leaves equal files alone, and shows differing ones instead of overwriting", () => {
    const writes = decideInitWrites(wanted, existing, false);
    expect(writes).toMatchObject({ create: ["c"], unchanged: ["b"], write: ["c"] });
    expect(writes.differing).toEqual([{ path: "a", diff: "  1\n- other\n+ 2\n  3\n  " }]);
    expect(() => refuseInitConflicts(writes, false)).toThrowError(expect.objectContaining({ code: "init_conflict" }));
    expect(() => refuseInitConflicts(writes, true)).not.toThrow();
  });

  it("overwrites differing files with force", () => {
    expect(decideInitWrites(wanted, existing, true).write).toEqual(["c", "a"]);
  });

  it("has nothing to do the second time", () => {
    const writes = decideInitWrites(wanted, wanted, false);
    expect(writes.write).toEqual([]);
    expect(writes.unchanged).toEqual(["a", "b", "c"]);
  });
});

describe("a line diff", () => {
  it("holds both texts exactly", () => {
    const text = fc.array(fc.constantFrom("a", "b", "c", ""), { maxLength: 12 }).map((lines) => lines.join("\n"));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const lines = renderLineDiff(before, after).split("\n");
        const keep = (sign: string) =>
          lines
            .filter((line) => line[0] !== sign)
            .map((line) => line.slice(2))
            .join("\n");
        expect(keep("+")).toBe(before);
        expect(keep("-")).toBe(after);
      }),
    );
  });
});
