import { describe, expect, it } from "vitest";
import { createLineReader } from "./create-line-reader.ts";
import { parseWorkflowCommand } from "./parse-workflow-command.ts";

describe("a workflow command", () => {
  it("is read with its properties and escapes", () => {
    expect(parseWorkflowCommand("::error file=a%2Cb.ts,line=3::one%0Atwo%25")).toEqual({
      name: "error",
      properties: { file: "a,b.ts", line: "3" },
      text: "one\ntwo%",
    });
  });

  it.each(["plain", ":: ::x", "::Error::x", "::error", "a ::error::x"])("is not seen in %j", (line) => {
    expect(parseWorkflowCommand(line)).toBeUndefined();
  });

  it("that GitHub switched off stays text, and cannot change later steps", () => {
    const seen: string[] = [];
    const refuse = () => expect.unreachable();
    const read = createLineReader({ log: (line) => seen.push(line), mask: refuse, annotate: refuse });
    const lines = ["::set-env name=PATH::/tmp", "::add-path::/tmp", "::set-output name=a::b", "::save-state name=a::b"];
    for (const line of lines) read(line);
    expect(seen).toEqual(lines);
  });

  it("between stop-commands and its word is text, whatever it says", () => {
    const seen: string[] = [];
    const masks: string[] = [];
    const read = createLineReader({
      log: (line) => seen.push(line),
      mask: (text) => masks.push(text),
      annotate: () => {},
    });
    for (const line of ["::stop-commands::abc", "::add-mask::no", "::abc::", "::add-mask::yes"]) read(line);
    expect(seen).toEqual(["::add-mask::no"]);
    expect(masks).toEqual(["yes"]);
  });
});
