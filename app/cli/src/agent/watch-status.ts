import type { AgentClient, AgentStatus } from "@plugsmith/runner-agent";
import { toForgeError } from "@plugsmith/schemas";
import type { Paint } from "../terminal.ts";
import { completeStatus } from "./complete-status.ts";
import { fitFrame } from "./fit-frame.ts";
import { renderStatusLines } from "./render-status.ts";

/** The terminal that is watched. */
export interface WatchScreen {
  readonly rows?: number;
  readonly columns?: number;
  write(text: string): unknown;
  on(event: "resize", run: () => void): unknown;
  off(event: "resize", run: () => void): unknown;
}

export interface WatchPorts {
  readonly screen: WatchScreen;
  readonly paint: Paint;
  readonly signal: AbortSignal;
  connect(): Promise<AgentClient>;
}

const lookMs = 1_000;
/** A screen of its own that is left without a trace, and no cursor in the way. */
const enter = "\u001b[?1049h\u001b[?25l";
const leave = "\u001b[?25h\u001b[?1049l";

const pause = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    if (signal.aborted) return resolve();
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener("abort", end);
  });

/** What stands on the screen: every line overwrites the one before it, so that nothing flickers. */
export function renderFrame(lines: readonly string[], screen: Pick<WatchScreen, "rows" | "columns">): string {
  const shown = fitFrame(lines, screen.rows || 24, screen.columns || 80);
  return `\u001b[H${shown.map((line) => `${line}\u001b[K`).join("\r\n")}\u001b[J`;
}

/**
 * Shows the agent's status in place until the signal, each second and when the window changes. An agent that went away is
 * waited for, with its last state on the screen. Answers the last status.
 */
export async function watchStatus({ screen, paint, signal, connect }: WatchPorts): Promise<AgentStatus | undefined> {
  let last: AgentStatus | undefined;
  let trouble = "";
  let client: AgentClient | undefined;
  const draw = () => {
    const note = trouble === "" ? paint("dim", "Ctrl-C ends this view; the agent goes on") : paint("red", trouble);
    screen.write(renderFrame([...(last ? renderStatusLines(last, paint) : []), "", note], screen));
  };
  const look = async () => {
    try {
      client ??= await connect();
      last = completeStatus(await client.request("status"));
      trouble = "";
    } catch (thrown) {
      client?.close();
      client = undefined;
      trouble = `${toForgeError(thrown).message} Trying again …`;
    }
  };
  screen.write(enter);
  screen.on("resize", draw);
  try {
    while (!signal.aborted) {
      await look();
      if (!signal.aborted) draw();
      await pause(lookMs, signal);
    }
  } finally {
    screen.off("resize", draw);
    client?.close();
    screen.write(leave);
  }
  return last;
}
