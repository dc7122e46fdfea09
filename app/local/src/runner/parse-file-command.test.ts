import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseFileCommand } from "./parse-file-command.ts";

describe("a file command", () => {
  it("is read as lines and blocks", () => {
    expect(parseFileCommand("a=1=2\r\nb<<END\nx\n\ny\nEND\n")).toEqual({ a: "1=2", b: "x\n\ny" });
  });

  it.each(["no format", "=value", "a<<END\nnever ends", "a<<\nx\n"])("is refused as %j", (text) => {
    expect(() => parseFileCommand(text)).toThrowError(expect.objectContaining({ code: "step_failed" }));
  });

  it("gives back any value that was written with a delimiter of its own", () => {
    fc.assert(
      fc.property(
        fc.string().map((text) => text.replaceAll("\r", "")),
        (value) => {
          expect(parseFileCommand(`name<<d3limiter\n${value}\nd3limiter\n`)).toEqual({ name: value });
        },
      ),
    );
  });
});
