import { expect, it } from "vitest";
import { isProgram } from "./is-program.ts";

it.each([
  ["an interpreter line", "#!/bin/sh\n", true],
  ["ELF", "\x7fELF\x02\x01", true],
  ["Mach-O", "\xcf\xfa\xed\xfe\x07", true],
  ["a comment", "# !/bin/sh", false],
  ["a mark that is cut", "\x7fEL", false],
  ["nothing", "", false],
  ["text before the interpreter line", "\n#!/bin/sh", false],
])("takes a file with %s for what it is", (_, text, expected) => {
  expect(isProgram(Buffer.from(text, "latin1"))).toBe(expected);
});
