import fc from "fast-check";
import { expect, it } from "vitest";
import { splitLines } from "./split-lines.ts";

it("gives lines that joined are the text again, each with its end", () => {
  expect(splitLines("a\n\nb")).toEqual(["a\n", "\n", "b"]);
  expect(splitLines("")).toEqual([]);
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom("a", "\n", "\r") }), (text) => splitLines(text).join("") === text),
  );
});
