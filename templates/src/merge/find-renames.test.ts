import { expect, it } from "vitest";
import { findRenames } from "./find-renames.ts";

const tree = (files: Record<string, string>) =>
  new Map(Object.entries(files).map(([path, content]) => [path, { content, executable: false }]));
const text = "1\n2\n3\n4\n5\n";
const find = (base: Record<string, string>, ours: Record<string, string>, theirs: Record<string, string>) =>
  Object.fromEntries(findRenames({ base: tree(base), ours: tree(ours), theirs: tree(theirs) }));

it("finds the most alike of the files that only people have", () => {
  const ours = { "far.js": "1\n2\n3\nx\ny\n", "near.js": "1\n2\n3\n4\nx\n" };
  expect(find({ "a.js": text }, ours, { "a.js": `${text}6\n` })).toEqual({ "a.js": "near.js" });
});

it("gives a new path to one old file only, and none to what the new rendering left as it was", () => {
  const base = { "a.js": text, "b.js": text };
  const renames = find(base, { "c.js": text }, { "a.js": `${text}6\n`, "b.js": `${text}7\n` });
  expect(Object.values(renames)).toEqual(["c.js"]);
  expect(find(base, { "c.js": text }, base)).toEqual({});
});

it("takes short files for the same only when they are", () => {
  expect(find({ a: "1\n2\n3\n" }, { b: "1\n2\n3\n" }, { a: "x\n" })).toEqual({ a: "b" });
  expect(find({ a: "1\n2\n3\n" }, { b: "1\n2\n4\n" }, { a: "x\n" })).toEqual({});
});
