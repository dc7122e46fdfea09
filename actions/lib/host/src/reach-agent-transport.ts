import { existsSync, statSync } from "node:fs";
import { ForgeError, toForgeError } from "@plugsmith/schemas";
import { type AgentClient, connectAgent } from "./agent-client-transport.ts";

/** Lies beside a control socket that an agent closed on its way out. */
export const stoppedMark = (socketPath: string): string => `${socketPath}.stopped`;

/** From the end of an agent to the next one's socket: systemd waits 2 s, and Node starts slowly on a small board. */
const awayMs = 10_000;
const pauseMs = 100;

/** Whether an agent was there a moment ago: killed (its socket lies there, and nobody listens) or ended in order just now. */
function wasHere(socketPath: string): boolean {
  if (existsSync(socketPath)) return true;
  try {
    return Date.now() - statSync(stoppedMark(socketPath)).mtimeMs < awayMs;
  } catch {
    return false;
  }
}

export interface Patience {
  /** Told once, when it has to wait. */
  onWait?(): void;
  /** How long at most, ms. */
  readonly waitMs?: number;
}

/**
 * Connects to an agent; one that is restarting is waited for. An agent that was not there is told of at once.
 * @throws ForgeError `agent_unreachable`.
 */
export async function reachAgent(socketPath: string, { onWait, waitMs = awayMs }: Patience = {}): Promise<AgentClient> {
  const deadline = Date.now() + waitMs;
  for (let waited = false; ; waited = true) {
    try {
      return await connectAgent(socketPath);
    } catch (thrown) {
      if (Date.now() >= deadline || !wasHere(socketPath)) throw thrown;
      if (!waited) onWait?.();
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
}

/**
 * One request that a restart of the agent turns into a pause: what an agent on its way out refused was not begun, so it is asked
 * again. A request whose answer was cut off is not: it may have been done.
 * @throws ForgeError `agent_unreachable`, `agent_stopping` after too long, and what the agent answers.
 */
export async function askPatiently<T>(
  socketPath: string,
  ask: (agent: AgentClient) => Promise<T>,
  { onWait, waitMs = awayMs }: Patience = {},
): Promise<T> {
  const deadline = Date.now() + waitMs;
  let told = false;
  const tell = () => {
    if (!told) onWait?.();
    told = true;
  };
  for (;;) {
    const agent = await reachAgent(socketPath, { onWait: tell, waitMs: Math.max(0, deadline - Date.now()) });
    try {
      return await ask(agent);
    } catch (thrown) {
      if (toForgeError(thrown).code !== "agent_stopping" || Date.now() >= deadline) throw thrown;
    } finally {
      agent.close();
    }
    tell();
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}

/** What an agent answers that has begun to shut down. */
export const refuseStopping = (): ForgeError =>
  new ForgeError("agent_stopping", { hint: "Ask again when it is back; this was not begun." });
