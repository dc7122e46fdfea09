import { chmodSync, chownSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { maxControlLineBytes, splitLines, stoppedMark } from "@plugsmith/plugin-host";
import { ForgeError, toForgeError } from "@plugsmith/schemas";
import { parseControlRequest, renderControlError } from "./control-protocol.ts";

export interface ControlCaller {
  /** Stable for the life of the connection: calls of one connection keep their order. */
  readonly caller: string;
  /** Sends a notification until the client goes; slow readers lose lines, not the agent its memory. */
  notify(method: string, params: object): void;
  /** Runs when the client goes; the answer forgets it. */
  onClose(run: () => void): () => void;
}

export type ControlHandler = (
  method: string,
  params: Readonly<Record<string, unknown>>,
  caller: ControlCaller,
) => Promise<unknown>;

const lastAnswersMs = 50;
const maxConnections = 128;
const maxUnsentBytes = 1 << 20;
/** sun_path of Linux is 108 bytes with its final zero. */
const maxPathBytes = 107;

/** Number of a group by its name in /etc/group; a number is taken as it is. */
function readGroupId(group: string): number {
  if (/^\d+$/.test(group)) return Number(group);
  const line = readFileSync("/etc/group", "utf8")
    .split("\n")
    .find((one) => one.startsWith(`${group}:`));
  const id = Number(line?.split(":")[2] ?? Number.NaN);
  if (Number.isInteger(id)) return id;
  throw new Error(`this machine has no group ${group}`);
}

function giveTo(path: string, group: string): void {
  try {
    chownSync(path, process.geteuid?.() ?? -1, readGroupId(group));
    chmodSync(path, 0o660);
  } catch (cause) {
    throw new ForgeError("bench_config_invalid", {
      message: `The control socket ${path} cannot be given to the group ${group}: ${(cause as Error).message}`,
      hint: "Make the group and put the agent's user into it (usermod -aG <group> <user>).",
      cause,
    });
  }
}

/** The agent's control socket: JSON-RPC 2.0, a message a line, mode 0600, or 0660 for a group. */
export async function openControlSocket(
  path: string,
  handle: ControlHandler,
  group?: string,
): Promise<{ close(): Promise<void> }> {
  if (Buffer.byteLength(path) > maxPathBytes)
    throw new ForgeError("bench_config_invalid", {
      message: `The control socket's path is longer than ${maxPathBytes} bytes: ${path}`,
      hint: "Set control.socket to a shorter path.",
    });
  // The state folder is locked by us: a socket that lies there was left by a killed agent.
  if (existsSync(path)) rmSync(path);
  rmSync(stoppedMark(path), { force: true });
  const sockets = new Set<Socket>();
  let connections = 0;

  function serve(socket: Socket): void {
    sockets.add(socket);
    const closers = new Set<() => void>();
    const send = (message: object) => {
      if (!socket.destroyed) socket.write(`${JSON.stringify(message)}\n`);
    };
    const caller: ControlCaller = {
      caller: `socket:${++connections}`,
      notify: (method, params) => {
        if (socket.writableLength < maxUnsentBytes) send({ jsonrpc: "2.0", method, params });
      },
      onClose(run) {
        closers.add(run);
        return () => void closers.delete(run);
      },
    };
    const answer = async (line: string) => {
      let id: number | string | null = null;
      try {
        const request = parseControlRequest(line);
        id = request.id;
        const result = (await handle(request.method, request.params, caller)) ?? null;
        try {
          send({ jsonrpc: "2.0", id, result });
        } catch (cause) {
          // A plugin's answer may be nested deeper than JSON can be written.
          throw new ForgeError("call_failed", {
            message: `The answer cannot be passed on: ${(cause as Error).message}.`,
            hint: "The plugin has to answer with a flatter value.",
            cause,
          });
        }
      } catch (thrown) {
        send(renderControlError(id, toForgeError(thrown)));
      }
    };
    const take = splitLines(
      maxControlLineBytes,
      (line) => void answer(line),
      () => {
        send(renderControlError(null, new ForgeError("message_too_large")));
        socket.end();
      },
    );
    socket.on("data", take);
    socket.on("error", () => socket.destroy());
    socket.once("close", () => {
      sockets.delete(socket);
      for (const run of closers) run();
    });
  }

  const server = createServer(serve);
  server.maxConnections = maxConnections;
  const before = process.umask(0o077);
  try {
    await new Promise<void>((resolve, reject) => {
      server.once("error", (cause) =>
        reject(
          new ForgeError("bench_config_invalid", {
            message: `The control socket ${path} cannot be opened: ${cause.message}`,
            cause,
          }),
        ),
      );
      server.listen(path, resolve);
    });
  } finally {
    process.umask(before);
  }
  chmodSync(path, 0o600);
  const close = () =>
    new Promise<void>((resolve) => {
      try {
        writeFileSync(stoppedMark(path), "", { mode: 0o644 });
      } catch {
        // Whoever asks during a restart gets an error instead of a pause.
      }
      server.close(() => resolve());
      const end = () => {
        for (const socket of sockets) socket.destroy();
      };
      // Who was let in at the last moment is told that nothing is begun, rather than left in doubt.
      if (sockets.size > 0) setTimeout(end, lastAnswersMs);
    });
  try {
    if (group !== undefined) giveTo(path, group);
  } catch (error) {
    await close();
    throw error;
  }
  return { close };
}
