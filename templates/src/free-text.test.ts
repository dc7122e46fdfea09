import { expect, it } from "vitest";
import { FreeText, revealText } from "./free-text.ts";

it("cannot be printed by accident, in any way JavaScript makes a string of it", () => {
  const text = new FreeText("secret");
  const ways = [
    () => `${text}`,
    () => String(text),
    () => JSON.stringify({ text }),
    () => `${[text]}`,
    () => (text as never) + "",
  ];
  for (const way of ways) expect(way).toThrow(expect.objectContaining({ code: "pack_invalid" }));
  expect(Object.keys(text)).toEqual([]);
});

it("gives its characters to an escaper, lone surrogates replaced", () => {
  expect(revealText(new FreeText("a\uD800b"))).toBe("a\uFFFDb");
});
