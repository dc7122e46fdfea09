import type { AgentClient } from "@plugsmith/runner-agent";
import { ForgeError } from "@plugsmith/schemas";
import { describe, expect, it } from "vitest";
import { makeAgentStatus } from "../testing/make-agent-status.ts";
import { renderFrame, watchStatus } from "./watch-status.ts";

function open(rows: number, columns: number) {
  const written: string[] = [];
  const resizes = new Set<() => void>();
  return {
    written,
    resizes,
    rows,
    columns,
    write: (text: string) => void written.push(text),
    on: (_event: "resize", run: () => void) => void resizes.add(run),
    off: (_event: "resize", run: () => void) => void resizes.delete(run),
  };
}
const client = (request: () => Promise<unknown>): AgentClient => ({
  request,
  onNotification: () => {},
  closed: Promise.resolve(),
  close: () => {},
});
const paint = (_style: string, text: string) => text;

describe("watching the status", () => {
  it("overwrites each line to its end, and wipes what is below", () => {
    expect(renderFrame(["one", "two"], { rows: 5, columns: 10 })).toBe("\u001b[Hone\u001b[K\r\ntwo\u001b[K\u001b[J");
  });

  it("draws, draws again when the window changes, and leaves the screen as it was", async () => {
    const screen = open(30, 60);
    const stop = new AbortController();
    const write = screen.write;
    screen.write = (text) => {
      write(text);
      if (screen.written.length === 2) for (const resize of screen.resizes) resize();
      if (screen.written.length === 3) stop.abort();
    };
    const connect = async () => client(async () => makeAgentStatus());
    const last = await watchStatus({ screen, paint, signal: stop.signal, connect });
    expect(last?.id).toBe("lab-1");
    const [enter, first, second, leave] = screen.written;
    expect(enter).toContain("?1049h");
    expect(first).toContain("bench lab-1 is running");
    expect(second).toBe(first);
    expect(leave).toBe("\u001b[?25h\u001b[?1049l");
    expect(screen.resizes.size).toBe(0);
  });

  it("keeps the last state on the screen while the agent is away", async () => {
    const screen = open(40, 100);
    const stop = new AbortController();
    let looks = 0;
    const connect = async () =>
      client(async () => {
        looks += 1;
        if (looks === 1) return makeAgentStatus();
        stop.abort();
        throw new ForgeError("agent_unreachable", { message: "The agent closed the connection." });
      });
    expect(await watchStatus({ screen, paint, signal: stop.signal, connect })).toMatchObject({ id: "lab-1" });
    expect(looks).toBe(2);
  });
});
