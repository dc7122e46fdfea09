import { expect, it } from "vitest";
import { hasNote, renderNote } from "./render-note.ts";

const ours = (body: string) => [{ ours: true, body }];

it("is found again by its key, whatever it says", () => {
  expect(hasNote(ours(renderNote("merge-abc", "Some text")), "merge-abc")).toBe(true);
  expect(hasNote([...ours("other"), ...ours(renderNote("merge-abc", ""))], "merge-abc")).toBe(true);
});

it("shows its text below a line that GitHub does not show", () => {
  expect(renderNote("merge-abc", "Some **text**\n").split("\n")).toEqual([
    "<!-- plugsmith:note merge-abc -->",
    "Some **text**",
    "",
  ]);
});

it.each([
  ["another key", ours(renderNote("merge-abcd", "x"))],
  ["a key that this one begins with", ours(renderNote("merge-ab", "x"))],
  ["a comment that quotes one of ours", ours(`> ${renderNote("merge-abc", "x")}`)],
  ["somebody else's comment with our line", [{ ours: false, body: renderNote("merge-abc", "x") }]],
  ["an empty thread", []],
])("is not taken for there because of %s", (_, comments) => {
  expect(hasNote(comments, "merge-abc")).toBe(false);
});
