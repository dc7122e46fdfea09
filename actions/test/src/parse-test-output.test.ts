import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseTestOutput } from "./parse-test-output.ts";

const tap = (pass: number, fail: number, more = "") =>
  `TAP version 13\nok 1 - a\n# tests ${pass + fail}\n# pass ${pass}\n# fail ${fail}\n# cancelled 0\n# skipped 1\n# todo 1\n${more}`;

describe("parseTestOutput", () => {
  it("reads Node's TAP summary, cancelled tests as failed, todo as skipped", () => {
    expect(parseTestOutput(tap(3, 1))).toEqual({ passed: 3, failed: 1, skipped: 2 });
    expect(parseTestOutput(tap(3, 0).replace("cancelled 0", "cancelled 2"))).toMatchObject({ failed: 2 });
  });

  it("believes the last summary, not what a test printed before", () => {
    expect(parseTestOutput(`# pass 99\n# fail 0\n${tap(1, 2)}`)).toMatchObject({ passed: 1, failed: 2 });
  });

  it("reads a JSON line or a sentence of a pack's own runner", () => {
    expect(parseTestOutput('ok\n{"passed":4,"failed":0}\n')).toEqual({ passed: 4, failed: 0, skipped: 0 });
    expect(parseTestOutput("....\n5 passed, 2 failed\n")).toEqual({ passed: 5, failed: 2, skipped: 0 });
    expect(parseTestOutput("5 passed, 0 failed, 1 skipped.\n")).toEqual({ passed: 5, failed: 0, skipped: 1 });
  });

  it.each(["", "all is well", '{"passed":-1,"failed":0}', '{"passed":"many","failed":0}', "# pass 3"])(
    "knows nothing from %j",
    (text) => {
      expect(parseTestOutput(text)).toBe(null);
    },
  );

  it("never throws and never counts below zero", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const counts = parseTestOutput(text);
        expect(counts === null || Math.min(counts.passed, counts.failed, counts.skipped) >= 0).toBe(true);
      }),
    );
  });
});
