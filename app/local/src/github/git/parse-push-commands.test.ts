import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { parsePushCommands } from "./parse-push-commands.ts";

const [zero, one] = ["0".repeat(40), "1".repeat(40)];
const packet = (text: string) => (text.length + 4).toString(16).padStart(4, "0") + text;
const body = (...lines: string[]) => Buffer.from(`${lines.map(packet).join("")}0000PACK…`);

describe("parsePushCommands", () => {
  it("reads each command up to the flush, with and without gzip", () => {
    const bytes = body(`${zero} ${one} refs/heads/a\0report-status side-band-64k`, `${one} ${zero} refs/tags/b`);
    const expected = [
      { before: zero, after: one, ref: "refs/heads/a" },
      { before: one, after: zero, ref: "refs/tags/b" },
    ];
    expect(parsePushCommands(bytes)).toEqual(expected);
    expect(parsePushCommands(gzipSync(bytes))).toEqual(expected);
  });

  it("refuses refs that would leave their folder", () => {
    expect(() => parsePushCommands(body(`${zero} ${one} refs/heads/../../config\0x`))).toThrow(/not a valid ref name/);
  });

  it("finds nothing in nothing", () => {
    expect(parsePushCommands(Buffer.from("0000"))).toEqual([]);
    expect(parsePushCommands(Buffer.from("zzzz"))).toEqual([]);
  });
});
