import { describe, expect, it } from "vitest";
import { parsePublishInputs } from "./parse-publish-inputs.ts";

const all: Record<string, string> = {
  name: "acme-pay",
  "head-sha": "a".repeat(40),
  "merge-sha": "b".repeat(40),
  digest: `sha256:${"1".repeat(64)}`,
  "pull-request": "12",
  request: "11",
  version: "1.0.0",
  "first-dir": "/a",
  "second-dir": "/b",
  "zip-dir": "/c",
  "dry-run": "true",
  action: "revoke",
};
const parse = (phase: string, change: Record<string, string> = {}) =>
  parsePublishInputs((name) => ({ ...all, phase, ...change })[name] ?? "");

describe("parsePublishInputs", () => {
  it.each(["rebuild-check", "plan", "merge", "release", "revoke"])("reads the inputs of %s", (phase) => {
    expect(parse(phase)).toMatchObject({ phase, name: "acme-pay" });
  });

  it("needs no input to settle", () => {
    expect(parsePublishInputs((name) => (name === "phase" ? "settle" : ""))).toEqual({ phase: "settle" });
  });

  it("takes empty optional inputs", () => {
    expect(parse("revoke", { action: "", "dry-run": "" })).toMatchObject({ action: null, dryRun: false });
  });

  it.each([
    ["merge", "pull-request", "0"],
    ["merge", "head-sha", "main"],
    ["merge", "dry-run", "yes"],
    ["merge", "name", "../x"],
    ["merge", "size", "1e9"],
    ["plan", "zip-dir", ""],
    ["release", "merge-sha", ""],
    ["release", "digest", `sha256:${"G".repeat(64)}`],
    ["revoke", "version", "1.0"],
    ["revoke", "action", "delete"],
    ["rebuild-check", "second-dir", "relative"],
  ])("refuses for %s the input %s = %j, and names it", (phase, name, value) => {
    expect(() => parse(phase, { [name]: value })).toThrow(
      expect.objectContaining({ code: "input_invalid", message: expect.stringContaining(name) }),
    );
  });

  it.each(["", "toString", "__proto__", "Merge"])("refuses the phase %j", (phase) => {
    expect(() => parse(phase)).toThrow(expect.objectContaining({ code: "input_invalid" }));
  });
});
