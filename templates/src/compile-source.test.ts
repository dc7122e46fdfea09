import { expect, it } from "vitest";
import { compileSource } from "./compile-source.ts";

const engine = { config: { escapeFunction: String, filterFunction: String } };
const run = (source: string, it: object = {}) => compileSource(source).call(engine, it);

it("prints values as they are, and lines that only steer leave nothing behind", () => {
  const source = "a\n<% for (const one of it.all) { %>\n- <%= one %>\n<% } %>\nz\n";
  expect(run(source, { all: ["<b>", 2] })).toBe("a\n- <b>\n- 2\nz\n");
});

it("throws what the engine says of a source that is none", () => {
  expect(() => compileSource("<% if ( %>")).toThrow(/syntax|token|expected/iu);
});
