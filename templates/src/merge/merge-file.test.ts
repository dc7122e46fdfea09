import { expect, it } from "vitest";
import { mergeFile } from "./merge-file.ts";

const file = (content: string, executable = false) => ({ content, executable });

it("keeps people's mode where they changed it, and takes the new one where they did not", () => {
  const merged = (ours: boolean, theirs: boolean) =>
    mergeFile("run.sh", { base: file("1\n"), ours: file("1\nmine\n", ours), theirs: file("0\n1\n", theirs) }).file;
  expect(merged(true, false)).toEqual(file("0\n1\nmine\n", true));
  expect(merged(false, true)).toEqual(file("0\n1\nmine\n", true));
});

it("merges JSON by keys where lines would clash, and never makes a file of it that is none", () => {
  const sides = (base: string, ours: string, theirs: string) =>
    mergeFile("a.json", { base: file(base), ours: file(ours), theirs: file(theirs) });
  const both = sides('{\n  "a": 1\n}\n', '{\n  "a": 1,\n  "mine": 2\n}\n', '{\n  "a": 1,\n  "new": 3\n}\n');
  expect(JSON.parse(String(both.file?.content))).toEqual({ a: 1, mine: 2, new: 3 });
  expect(both.conflicts).toEqual([]);
  const broken = sides('{"a":1}\n', "{\n", '{"a":2}\n');
  expect([broken.file, broken.conflicts.length]).toEqual([file("{\n"), 1]);
});

it("has both texts when each side made the same file anew", () => {
  const { file: kept, conflicts } = mergeFile("a", { base: undefined, ours: file("mine\n"), theirs: file("new\n") });
  expect(kept).toEqual(file("mine\n"));
  expect(conflicts).toMatchObject([{ kind: "both_changed", text: { first: 1, count: 1, other: "new\n" } }]);
});
