import { describe, expect, it } from "vitest";
import { createLineReader } from "./create-line-reader.ts";

function read(...lines: string[]) {
  const told: string[] = [];
  const reader = createLineReader({
    log: (line) => told.push(`log ${line}`),
    mask: (secret) => told.push(`mask ${secret}`),
    annotate: (level, message) => told.push(`${level} ${message}`),
  });
  for (const line of lines) reader(line);
  return told;
}

describe("the output of a step", () => {
  it("is text, but for the commands of GitHub", () => {
    expect(
      read("hello", "::add-mask::pw", "::error file=a.js::broken", "::group::Tests", "::endgroup::", "::debug::x"),
    ).toEqual([
      "log hello",
      "mask pw",
      "error broken",
      "log ##[error]broken",
      "log ##[group]Tests",
      "log ##[endgroup]",
    ]);
  });

  it.each(["::set-env name=PATH::/tmp", "::add-path::/tmp", "::set-output name=digest::x", "::save-state name=a::b"])(
    "changes nothing of later steps with %s",
    (line) => {
      expect(read(line)).toEqual([`log ${line}`]);
    },
  );

  it("is plain text between a stop word and that very word", () => {
    expect(
      read("::stop-commands::w0rd", "::error::no", "::other::", "::add-mask::a", "::w0rd::", "::notice::yes"),
    ).toEqual(["log ::error::no", "log ::other::", "log ::add-mask::a", "notice yes", "log ##[notice]yes"]);
  });
});
