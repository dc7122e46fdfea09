import { describe, expect, it } from "vitest";
import { createTerminal } from "./terminal.ts";

function open(isTTY: boolean, env: Record<string, string> = {}) {
  const out: string[] = [];
  const err: string[] = [];
  const screen = (lines: string[]) => ({ isTTY, columns: 20, write: (text: string) => lines.push(text) });
  return { out, err, terminal: createTerminal(screen(out), screen(err), env) };
}

describe("createTerminal", () => {
  it("colours only on a terminal, and not with NO_COLOR or a dumb one", () => {
    expect(open(true).terminal.paint("red", "x")).toBe("\u001b[31mx\u001b[39m");
    expect(open(false).terminal.paint("red", "x")).toBe("x");
    expect(open(true, { NO_COLOR: "1" }).terminal.paint("red", "x")).toBe("x");
    expect(open(true, { TERM: "dumb" }).terminal.paint("red", "x")).toBe("x");
  });

  it("sends words for people to stderr and lines for programs to stdout", () => {
    const { out, err, terminal } = open(false);
    terminal.say("hello");
    terminal.print("{}");
    expect([out, err]).toEqual([["{}\n"], ["hello\n"]]);
  });

  it("shows progress only on a terminal, within one line, and wipes it before the next line", () => {
    const silent = open(false);
    silent.terminal.progress("busy");
    expect(silent.err).toEqual([]);
    const { err, terminal } = open(true);
    terminal.progress("a very long line that would wrap");
    terminal.say("done");
    expect(err).toEqual(["a very long line th", "\r\u001b[2K", "done\n"]);
  });
});
