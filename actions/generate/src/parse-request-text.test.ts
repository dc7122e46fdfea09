import { ForgeError } from "@plugsmith/schemas";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseRequestText } from "./parse-request-text.ts";

const request = { cms: "node", name: "acme-pay", description: "Takes payments for acme.", locale: "en_US" };
const yaml = Object.entries(request)
  .map(([key, value]) => `${key}: ${value}\n`)
  .join("");
const parse = (text: string) => parseRequestText(Buffer.from(text));
const codeOf = (bytes: Uint8Array) => {
  try {
    parseRequestText(bytes);
    return "ok";
  } catch (error) {
    return error instanceof ForgeError ? error.code : "not ours";
  }
};

describe("parseRequestText", () => {
  it("reads the same request from YAML and from JSON", () => {
    expect(parse(yaml)).toMatchObject(request);
    expect(parse(JSON.stringify(request))).toEqual(parse(yaml));
  });

  it.each([
    ["an alias", `${yaml}notes: &a x\nlogo_url: *a\n`],
    ["a key twice", `${yaml}name: other-name\n`],
    ["deep nesting", `${yaml}features: ${"[".repeat(30)}${"]".repeat(30)}\n`],
    ["a tag that would run something", `${yaml}notes: !!js/function 'x'\n`],
    ["more than 64 KiB", `${yaml}# ${"x".repeat(64 * 1024)}`],
  ])("does not read %s", (_what, text) => {
    expect(codeOf(Buffer.from(text))).toBe("request_unreadable");
  });

  it("does not read bytes that are no UTF-8", () => {
    expect(codeOf(Buffer.concat([Buffer.from(yaml), Buffer.from([0xff, 0xfe])]))).toBe("request_unreadable");
  });

  it("names every problem of a request that can be read", () => {
    expect(() => parse("cms: wordpress\nname: A\n")).toThrow(
      expect.objectContaining({ code: "request_invalid", message: expect.stringMatching(/cms.*name|name.*cms/s) }),
    );
  });

  it("answers any bytes with a request or one of its two refusals", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array(),
          fc.string().map((text) => Buffer.from(text)),
        ),
        (bytes) => {
          expect(["ok", "request_unreadable", "request_invalid"]).toContain(codeOf(bytes));
        },
      ),
    );
  });
});
