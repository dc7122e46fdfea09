import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as parsers from "./generated/parsers.ts";
import type { Parsed } from "./parsed.ts";

const all = Object.entries(parsers as unknown as Record<string, (value: unknown) => Parsed<unknown>>);
/** Keys that have hurt parsers before, among ordinary ones. */
const key = fc.oneof(
  fc.constantFrom("__proto__", "constructor", "schemaVersion", "name", "usb", "", "a/b", "~"),
  fc.string(),
);
const hostile = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: "small" }, fc.jsonValue(), fc.array(tie("value")), fc.dictionary(key, tie("value"))),
})).value;

describe("parsers", () => {
  it("are one for each schema", () => {
    expect(all.length).toBeGreaterThanOrEqual(16);
  });

  it.each(all)("%s answers any JSON with a value or with issues, and never throws", (_name, parse) => {
    fc.assert(
      fc.property(hostile, (value) => {
        const parsed = parse(value);
        if (parsed.ok) return;
        expect(parsed.issues.length).toBeGreaterThan(0);
        for (const { path, rule, message } of parsed.issues)
          expect([typeof path, rule !== "", message !== ""]).toEqual(["string", true, true]);
      }),
      { numRuns: 150 },
    );
  });

  it("do not change the value they refuse, nor Object.prototype", () => {
    const value: unknown = JSON.parse('{"__proto__": {"polluted": true}, "name": "x"}');
    const before = JSON.stringify(value);
    for (const [, parse] of all) expect(parse(value).ok).toBe(false);
    expect(JSON.stringify(value)).toBe(before);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });
});
