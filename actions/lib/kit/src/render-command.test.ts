import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderCommand, renderFenced, renderLine, renderOutput } from "./render-command.ts";

/** Commands a runner would take from these lines while it listens; a fence stops it until its token comes again. */
function heard(log: string): string[] {
  const commands: string[] = [];
  let fence: string | undefined;
  for (const line of log.split(/\r\n|\r|\n/)) {
    const name = /^\s*::([^\s:]+)/.exec(line)?.[1];
    if (fence !== undefined) {
      if (line.trim() === `::${fence}::`) fence = undefined;
    } else if (name === "stop-commands") fence = line.slice(line.lastIndexOf("::") + 2);
    else if (name !== undefined) commands.push(name);
    else if (line.includes("##[")) commands.push("v1");
  }
  return commands;
}

describe("workflow commands", () => {
  it("are one line with escaped values", () => {
    expect(renderCommand("error", { title: "a:b,c", file: undefined }, "50%\r\nnext")).toBe(
      "::error title=a%3Ab%2Cc::50%25%0D%0Anext\n",
    );
  });

  it("cannot be started by any message, title or line", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (title, message, line) => {
        const log = renderCommand("warning", { title }, message) + renderLine(line);
        expect(heard(log)).toEqual(["warning"]);
      }),
    );
  });

  it.each(["::set-env name=X::y", " ::add-path::/evil", "a\n::error::x", "##[set-output name=x]y", "a ##[error]b"])(
    "are not heard in the line %j",
    (line) => {
      expect(heard(renderLine(line))).toEqual([]);
    },
  );
});

describe("renderFenced", () => {
  it("lets no line of untrusted text be a command, whatever it says", () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.array(fc.constantFrom("::error::x", "::token-1::", "::endgroup::", "\n", "text")),
        (title, parts) => {
          expect(heard(renderFenced(title, parts.join("\n"), "token-1"))).toEqual(["group", "endgroup"]);
        },
      ),
    );
  });
});

/** Entries as actions/runner reads them: `name<<delimiter` up to that line, or `name=value`, whichever sign comes first. */
function read(file: string): Record<string, string> {
  const entries: Record<string, string> = {};
  const lines = file.split("\n");
  for (let line = lines.shift(); line !== undefined; line = lines.shift()) {
    const [, name = "", sign, rest = ""] = /^(.*?)(=|<<)(.*)$/.exec(line) ?? [];
    if (sign === "<<")
      entries[name] = lines
        .splice(0, lines.indexOf(rest) + 1)
        .slice(0, -1)
        .join("\n");
    else if (sign === "=") entries[name] = rest;
  }
  return entries;
}

describe("renderOutput", () => {
  it("is one line for one line, and draws no delimiter for it", () => {
    const draw = () => {
      throw new Error("nobody asked");
    };
    expect(renderOutput("result", '{"a":"b<<c=d"}', draw)).toBe('result={"a":"b<<c=d"}\n');
  });

  it("holds many lines, and no value can end it early or add another output", () => {
    const parts = fc.array(fc.constantFrom("END", "\n", "\r", "other=1", "other<<X", "=", "text"));
    fc.assert(
      fc.property(parts, (list) => {
        const value = list.join("");
        const file = renderOutput("result", value, () => "END") + renderOutput("status", "ok", () => "END");
        const expected = /[\r\n]/.test(value) ? value.replaceAll("END", "") : value;
        expect(read(file)).toEqual({ result: expected, status: "ok" });
      }),
    );
  });
});
