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

describe("renderOutput", () => {
  it("holds many lines, and no value can end it early", () => {
    expect(renderOutput("result", "a\nb", "END")).toBe("result<<END\na\nb\nEND\n");
    expect(renderOutput("result", "a\nEND\nother=1", "END")).not.toMatch(/\nEND\nother/);
  });
});
