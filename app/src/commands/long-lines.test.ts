import { describe, expect, it } from "vitest";
import { parseArguments } from "./parse-arguments.ts";
import { run } from "./run.ts";

describe("a command line made to be slow", () => {
  it("reads 60 KB of one kind before the test's time is over", () => {
    for (const part of ["a=", 'a="', '\\"', 'a="\\', " ", "a ", 'a="b" '])
      expect(parseArguments(run.grammar, part.repeat(60_000 / part.length))).toHaveProperty("ok");
  });
});
