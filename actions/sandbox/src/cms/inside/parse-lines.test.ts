import { expect, it } from "vitest";
import { parseLines } from "./parse-lines.ts";

it("reads JSON Lines and leaves out what was cut off", () => {
  expect(parseLines('{"a":1}\n\nnull\n"x"\n{"b":')).toEqual([{ a: 1 }]);
});
