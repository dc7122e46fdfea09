import { type ChildProcess, fork, spawn } from "node:child_process";
import { once } from "node:events";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { splitLines } from "@plugsmith/plugin-host";

/** fork: `child_process.fork`; stdio: the same Node over pipes; bwrap: that inside bubblewrap's namespaces. */
export type BareKind = "fork" | "stdio" | "bwrap";

export interface BareHost {
  readonly pid: number;
  call(args: unknown): Promise<unknown>;
  /** SIGKILL, as a supervisor without manners would. Resolves when process and pipes are gone. */
  stop(): Promise<void>;
}

interface Message {
  readonly ready?: true;
  readonly id?: number;
  readonly result?: unknown;
}

const script = join(import.meta.dirname, "bare-plugin.mjs");
// What a supervisor would set at the very least; inherited variables would only make the peer slower.
const env = { PATH: "/usr/local/bin:/usr/bin:/bin" };

function start(kind: BareKind, file: string): ChildProcess {
  const url = pathToFileURL(file).href;
  if (kind === "fork") return fork(script, [url], { env, execArgv: [], stdio: ["ignore", "ignore", "inherit", "ipc"] });
  const node = [process.execPath, script, url];
  const bind = (path: string) => ["--ro-bind", path, path];
  const system = ["/usr", "/bin", "/lib", "/lib64", "/sbin"].flatMap((path) => ["--ro-bind-try", path, path]);
  const boundary = [
    ...["bwrap", "--unshare-all", "--die-with-parent", ...system, "--proc", "/proc", "--dev", "/dev"],
    ...[process.execPath, script, dirname(file)].flatMap(bind),
  ];
  const [command = "", ...args] = kind === "bwrap" ? [...boundary, "--", ...node] : node;
  return spawn(command, args, { env, stdio: ["pipe", "pipe", "inherit"] });
}

/** Starts the plugin file in the barest host of its kind; resolves when its onLoad has returned. */
export async function startBareHost(kind: BareKind, file: string): Promise<BareHost> {
  const child = start(kind, file);
  const open = new Map<number, (result: unknown) => void>();
  let nextId = 1;
  const ready = Promise.withResolvers<void>();
  const receive = (message: Message) => {
    if (message.ready) return ready.resolve();
    open.get(message.id ?? 0)?.(message.result);
    open.delete(message.id ?? 0);
  };
  child.once("exit", (code) => ready.reject(new Error(`The ${kind} host ended with ${code} before it was ready.`)));
  child.on("message", (message) => receive(message as Message));
  child.stdout?.on(
    "data",
    splitLines(
      1 << 20,
      (line) => receive(JSON.parse(line) as Message),
      () => {},
    ),
  );
  await ready.promise;
  return {
    pid: child.pid ?? 0,
    call: (args) =>
      new Promise((resolve) => {
        const id = nextId++;
        open.set(id, resolve);
        if (kind === "fork") child.send({ id, args });
        else child.stdin?.write(`${JSON.stringify({ id, args })}\n`);
      }),
    async stop() {
      const closed = once(child, "close");
      child.kill("SIGKILL");
      await closed;
    },
  };
}
