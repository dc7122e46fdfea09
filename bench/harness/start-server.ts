import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

export interface Server {
  readonly url: string;
  /** Resident memory in MiB. */
  memory(): Promise<number>;
  stop(): Promise<void>;
}

interface ServerOptions {
  readonly script: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Address when the script does not print it. */
  readonly url?: string;
  readonly readyPath?: string;
}

async function readAddress(child: ChildProcess): Promise<string> {
  const [line] = (await once(child.stdout as NodeJS.ReadableStream, "data")) as [Buffer];
  return line.toString().trim();
}

async function waitUntilReady(child: ChildProcess, url: string, log: () => string): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode}:\n${log()}`);
    if (
      await fetch(url).then(
        (answer) => answer.ok,
        () => false,
      )
    )
      return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${url} was never ready:\n${log()}`);
}

/** Starts a server as a process of its own, so that it shares no event loop with the client that measures it. */
export async function startServer({ script, env, url, readyPath }: ServerOptions): Promise<Server> {
  const child = spawn(process.execPath, [script], { env, stdio: ["ignore", "pipe", "pipe", "ipc"] });
  let output = "";
  const keep = (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-4000);
  };
  child.stderr?.on("data", keep);
  const address = url ?? (await readAddress(child));
  child.stdout?.on("data", keep);
  if (readyPath) await waitUntilReady(child, address + readyPath, () => output);
  return {
    url: address,
    async memory() {
      const { readFile } = await import("node:fs/promises");
      const status = await readFile(`/proc/${child.pid}/status`, "utf8").catch(() => "");
      return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024;
    },
    async stop() {
      if (child.exitCode !== null) return;
      child.kill("SIGTERM");
      const late = setTimeout(() => child.kill("SIGKILL"), 5000);
      await once(child, "exit");
      clearTimeout(late);
    },
  };
}
