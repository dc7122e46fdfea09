import { describe, expect, it } from "vitest";
import { parseSignInputs } from "./parse-sign-inputs.ts";

const good: Record<string, string> = {
  "zip-dir": "/work/package",
  "out-dir": "/work/signed",
  name: "acme-pay",
  "head-sha": "a".repeat(40),
  digest: `sha256:${"1".repeat(64)}`,
  "merge-sha": "b".repeat(40),
  "pull-request": "12",
  request: "11",
};
const parse = (change: Record<string, string> = {}) => parseSignInputs((name) => ({ ...good, ...change })[name] ?? "");

describe("parseSignInputs", () => {
  it("reads what the workflow gives", () => {
    expect(parse()).toMatchObject({ name: "acme-pay", pullRequest: 12, request: 11, headSha: good["head-sha"] });
  });

  it.each([
    ["name", "Acme-Pay"],
    ["name", "ab"],
    ["name", "acme-pay\n"],
    ["head-sha", "A".repeat(40)],
    ["head-sha", "a".repeat(39)],
    ["merge-sha", ""],
    ["digest", "1".repeat(64)],
    ["digest", `sha512:${"1".repeat(64)}`],
    ["pull-request", "0"],
    ["pull-request", "12; true"],
    ["request", "-1"],
    ["zip-dir", "relative/folder"],
    ["out-dir", ""],
  ])("refuses %s %j and names it", (name, value) => {
    expect(() => parse({ [name]: value })).toThrow(
      expect.objectContaining({ code: "input_invalid", message: expect.stringContaining(name) }),
    );
  });

  it("names every problem at once", () => {
    expect(() => parse({ name: "", digest: "", request: "x" })).toThrow(/name.*digest.*request/s);
  });
});
