import { connect } from "node:net";
import { ForgeError } from "@plugsmith/schemas";
import { maxControlLineBytes, parseControlError } from "./control-error.ts";
import { splitLines } from "./split-lines.ts";

export interface AgentClient {
  /** @throws ForgeError with the agent's code, `agent_unreachable` when the connection ends first. */
  request(method: string, params?: Readonly<Record<string, unknown>>): Promise<unknown>;
  /** Notifications of the agent (`log` lines after `logs` with follow, `event` after `events`). */
  onNotification(run: (method: string, params: Readonly<Record<string, unknown>>) => void): void;
  /** Resolves when the agent or we closed the connection. */
  readonly closed: Promise<void>;
  close(): void;
}

const reasons: Readonly<Record<string, readonly [why: string, hint: string]>> = {
  ENOENT: ["there is no such socket, so none runs with it", "Start one with `plugsmith agent start --config <file>`."],
  ECONNREFUSED: ["the socket was left by an agent that is gone", "Start it again: it takes the socket over."],
  EACCES: ["this user may not open the socket", "Ask as the agent's user (sudo -u <user>), or over the jobs' socket."],
};

/** Connects to an agent's control socket. @throws ForgeError `agent_unreachable`. */
export async function connectAgent(socketPath: string): Promise<AgentClient> {
  const socket = connect(socketPath);
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("error", (cause: NodeJS.ErrnoException) => {
      const [why, hint] = reasons[cause.code ?? ""] ?? [cause.message, "Look at the agent's own log."];
      reject(
        new ForgeError("agent_unreachable", { message: `No agent answers on ${socketPath}: ${why}.`, hint, cause }),
      );
    });
  });
  let nextId = 1;
  const open = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  const listeners = new Set<(method: string, params: Readonly<Record<string, unknown>>) => void>();

  function receive(line: string): void {
    const message = JSON.parse(line) as {
      id?: number;
      method?: string;
      params?: Record<string, unknown>;
      result?: unknown;
      error?: { message?: unknown; data?: { code?: unknown; hint?: unknown } };
    };
    if (message.method !== undefined) {
      for (const listener of listeners) listener(message.method, message.params ?? {});
      return;
    }
    const pending = open.get(message.id ?? -1);
    open.delete(message.id ?? -1);
    if (message.error) pending?.reject(parseControlError(message.error));
    else pending?.resolve(message.result);
  }

  const closed = new Promise<void>((resolve) => {
    socket.once("close", () => {
      for (const { reject } of open.values())
        reject(new ForgeError("agent_unreachable", { message: "The agent closed the connection." }));
      open.clear();
      resolve();
    });
  });
  socket.on("error", () => socket.destroy());
  socket.on(
    "data",
    splitLines(maxControlLineBytes, receive, () => socket.destroy()),
  );
  return {
    request(method, params = {}) {
      if (socket.destroyed) return Promise.reject(new ForgeError("agent_unreachable"));
      const id = nextId++;
      return new Promise((resolve, reject) => {
        open.set(id, { resolve, reject });
        socket.write(`${JSON.stringify({ jsonrpc: "2.0", id, method, params })}\n`);
      });
    },
    onNotification: (run) => void listeners.add(run),
    closed,
    close: () => socket.destroy(),
  };
}
