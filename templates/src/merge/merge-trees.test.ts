import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RenderedTree } from "../rendered-tree.ts";
import { mergeTrees } from "./merge-trees.ts";
import { splitLines } from "./split-lines.ts";

const tree = (files: Record<string, string>): RenderedTree =>
  new Map(Object.entries(files).map(([path, content]) => [path, { content, executable: false }]));
const texts = (merged: RenderedTree) => Object.fromEntries([...merged].map(([path, { content }]) => [path, content]));

describe("mergeTrees", () => {
  it("takes the new render where people changed nothing, and keeps their edit where the pack changed nothing", () => {
    const merged = mergeTrees({
      base: tree({ "a.js": "1\n", "b.js": "1\n", "gone.js": "1\n" }),
      ours: tree({ "a.js": "1\n", "b.js": "edited\n", "gone.js": "1\n", "own.js": "mine\n" }),
      theirs: tree({ "a.js": "2\n", "b.js": "1\n", "new.js": "2\n" }),
    });
    expect(texts(merged.tree)).toEqual({ "a.js": "2\n", "b.js": "edited\n", "new.js": "2\n", "own.js": "mine\n" });
    expect(merged.conflicts).toEqual([]);
  });

  it("merges by lines when both changed different places of a file", () => {
    const merged = mergeTrees({
      base: tree({ f: "1\n2\n3\n4\n5\n" }),
      ours: tree({ f: "1\nmine\n2\n3\n4\n5\n" }),
      theirs: tree({ f: "1\n2\n3\n4\nnew\n" }),
    });
    expect(texts(merged.tree)).toEqual({ f: "1\nmine\n2\n3\n4\nnew\n" });
    expect(merged.conflicts).toEqual([]);
  });

  it("keeps people's lines where both changed the same place, merges the rest, and gives the other text with its place", () => {
    const merged = mergeTrees({
      base: tree({ f: "1\n2\n3\n4\n5\n6\n" }),
      ours: tree({ f: "1\nmine\n3\n4\n5\n6\n" }),
      theirs: tree({ f: "1\nnew\n3\n4\n5\nsix\n" }),
    });
    expect(texts(merged.tree)).toEqual({ f: "1\nmine\n3\n4\n5\nsix\n" });
    const text = { first: 2, count: 1, other: "new\n", kept: "ours" };
    expect(merged.conflicts).toEqual([{ path: "f", kind: "both_changed", text }]);
  });

  it("leaves deleted what people deleted, and gives the text that the templates have for it now", () => {
    const merged = mergeTrees({ base: tree({ f: "1\n" }), ours: tree({}), theirs: tree({ f: "new\n" }) });
    expect(texts(merged.tree)).toEqual({});
    const text = { first: 1, count: 0, other: "new\n", kept: "ours" };
    expect(merged.conflicts).toEqual([{ path: "f", kind: "people_removed", text }]);
    const untouched = mergeTrees({ base: tree({ f: "1\n" }), ours: tree({}), theirs: tree({ f: "1\n" }) });
    expect([untouched.tree.size, untouched.conflicts]).toEqual([0, []]);
  });

  it("keeps an edited file that the templates no longer have, and says so", () => {
    const merged = mergeTrees({ base: tree({ f: "1\n" }), ours: tree({ f: "mine\n" }), theirs: tree({}) });
    expect(texts(merged.tree)).toEqual({ f: "mine\n" });
    expect(merged.conflicts).toEqual([{ path: "f", kind: "pack_removed" }]);
  });

  it("brings the templates' change to where people moved the file", () => {
    const old = "one\ntwo\nthree\nfour\nfive\nsix\n";
    const merged = mergeTrees({
      base: tree({ "a.js": old, "b.js": "other\n" }),
      ours: tree({ "src/moved.js": old.replace("two", "zwei"), "b.js": "other\n" }),
      theirs: tree({ "a.js": old.replace("six", "seven"), "b.js": "other\n" }),
    });
    expect(texts(merged.tree)).toEqual({
      "b.js": "other\n",
      "src/moved.js": "one\nzwei\nthree\nfour\nfive\nseven\n",
    });
    expect(merged.conflicts).toEqual([]);
  });

  it("takes a file that is little alike for a new one, not for a moved one", () => {
    const merged = mergeTrees({
      base: tree({ "a.js": "1\n2\n3\n4\n5\n" }),
      ours: tree({ "b.js": "1\n2\nx\ny\nz\n" }),
      theirs: tree({ "a.js": "1\n2\n3\n4\nfive\n" }),
    });
    expect(texts(merged.tree)).toEqual({ "b.js": "1\n2\nx\ny\nz\n" });
    expect(merged.conflicts.map(({ kind }) => kind)).toEqual(["people_removed"]);
  });

  it("hands back people's own file, not a copy, where it stays as it is", () => {
    const ours = tree({ "own.js": "mine\n", "edited.js": "mine\n" });
    const merged = mergeTrees({ base: tree({ "edited.js": "1\n" }), ours, theirs: tree({ "edited.js": "2\n" }) });
    for (const path of ["own.js", "edited.js"]) expect(merged.tree.get(path)).toBe(ours.get(path));
  });

  it("always takes the new forge.json, whatever the branch says", () => {
    const merged = mergeTrees({
      base: tree({ "forge.json": "{}" }),
      ours: tree({ "forge.json": "forged" }),
      theirs: tree({ "forge.json": "{}" }),
    });
    expect(texts(merged.tree)).toEqual({ "forge.json": "{}" });
    expect(merged.conflicts).toMatchObject([{ kind: "forge_owned", text: { other: "forged", kept: "theirs" } }]);
  });

  it("keeps bytes that are no text when only one side changed them", () => {
    const file = (byte: number) => ({ content: Uint8Array.of(255, byte), executable: false });
    const [base, ours] = [new Map([["x", file(1)]]), new Map([["x", file(2)]])];
    expect(mergeTrees({ base, ours, theirs: base }).tree.get("x")).toEqual(file(2));
    const both = mergeTrees({ base, ours, theirs: new Map([["x", file(3)]]) });
    expect([both.tree.get("x"), both.conflicts]).toEqual([file(2), [{ path: "x", kind: "file_changed" }]]);
  });

  it("compares text and bytes of the same content as equal", () => {
    const bytes: RenderedTree = new Map([["f", { content: new TextEncoder().encode("1\n"), executable: false }]]);
    const merged = mergeTrees({ base: tree({ f: "1\n" }), ours: bytes, theirs: tree({ f: "2\n" }) });
    expect(texts(merged.tree)).toEqual({ f: "2\n" });
  });
});

describe("what a merge promises, whatever the texts", () => {
  const alphabet = ["a", "b", "c", "}", ""];
  const lines = fc.array(fc.constantFrom(...alphabet), { maxLength: 15 });
  const join = (some: readonly string[]) => some.map((line) => `${line}\n`).join("");
  /** An edit: for each old line, what it becomes, and fresh lines before it. */
  const edit = (side: string) =>
    fc
      .array(fc.record({ drop: fc.boolean(), insert: fc.nat({ max: 1 }) }), { minLength: 16, maxLength: 16 })
      .map(
        (steps) => (old: readonly string[]) =>
          [...old, null].flatMap((line, i) => [
            ...Array.from({ length: steps[i]?.insert ?? 0 }, () => `${side} ${i}`),
            ...(line === null || steps[i]?.drop ? [] : [line]),
          ]),
      );

  it("has every line that people added in the file, and every line of the templates there or in a conflict", () => {
    fc.assert(
      fc.property(lines, edit("mine"), edit("new"), (old, mine, fresh) => {
        const [ours, theirs] = [mine(old), fresh(old)];
        const merged = mergeTrees({
          base: tree({ f: join(old) }),
          ours: tree({ f: join(ours) }),
          theirs: tree({ f: join(theirs) }),
        });
        const kept = String(merged.tree.get("f")?.content ?? "").split("\n");
        const told = merged.conflicts.flatMap(({ text }) => text?.other.split("\n") ?? []);
        for (const line of ours.filter((one) => one.startsWith("mine"))) expect(kept).toContain(line);
        for (const line of theirs.filter((one) => one.startsWith("new"))) expect([...kept, ...told]).toContain(line);
        const known = new Set([...old, ...ours, ...theirs, ""]);
        for (const line of kept) expect(known).toContain(line);
      }),
    );
  });

  it("points at the very lines that it kept, so that taking every suggestion gives no line twice and loses none of theirs", () => {
    fc.assert(
      fc.property(lines, edit("mine"), edit("new"), (old, mine, fresh) => {
        const theirs = join(fresh(old));
        const merged = mergeTrees({
          base: tree({ f: join(old) }),
          ours: tree({ f: join(mine(old)) }),
          theirs: tree({ f: theirs }),
        });
        const taken = splitLines(String(merged.tree.get("f")?.content ?? ""));
        for (const { text } of [...merged.conflicts].reverse())
          if (text) taken.splice(text.first - 1, text.count, ...splitLines(text.other));
        for (const line of fresh(old).filter((one) => one.startsWith("new")))
          expect(taken.filter((one) => one === `${line}\n`)).toHaveLength(1);
      }),
    );
  });
});
