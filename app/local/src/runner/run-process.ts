import { spawn } from "node:child_process";

export interface ProcessRequest {
  /** Program and arguments; never a shell string. */
  readonly command: readonly [string, ...string[]];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  onLine(line: string): void;
  /** Told the process group, so that its left-over members can be killed when the job ends. */
  onGroup(id: number): void;
}

const interruptMilliseconds = 2500;
const drainMilliseconds = 250;

/** Kills every process of a group that is still alive. */
export function killGroup(id: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-id, signal);
  } catch {
    // The group has ended already.
  }
}

/**
 * Runs a program as leader of its own process group and answers its exit code (128 for a signal). When `signal` aborts, the
 * group gets SIGINT and 2.5 s later SIGKILL, because background children of bash ignore SIGINT.
 */
export function runProcess(request: ProcessRequest): Promise<number> {
  const [program, ...args] = request.command;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: request.cwd,
      env: { ...request.env },
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const group = child.pid;
    if (group !== undefined) request.onGroup(group);
    let killer: NodeJS.Timeout | undefined;
    const stop = () => {
      if (group === undefined) return;
      killGroup(group, "SIGINT");
      killer = setTimeout(() => killGroup(group, "SIGKILL"), interruptMilliseconds);
    };
    const flushers = [child.stdout, child.stderr].map((stream) => {
      let rest = "";
      stream.setEncoding("utf8");
      stream.on("data", (text: string) => {
        const lines = (rest + text).split("\n");
        rest = lines.pop() ?? "";
        for (const line of lines) request.onLine(line.replace(/\r$/, ""));
      });
      return () => {
        if (rest !== "") request.onLine(rest);
        rest = "";
      };
    });
    let settled = false;
    const settle = (code: number) => {
      if (settled) return;
      settled = true;
      clearTimeout(killer);
      request.signal.removeEventListener("abort", stop);
      for (const flush of flushers) flush();
      child.stdout.destroy();
      child.stderr.destroy();
      resolve(code);
    };
    const codeOf = (code: number | null) => code ?? 128;
    child.on("error", reject);
    child.on("close", (code) => settle(codeOf(code)));
    // A background child may hold the pipes open for ever; the step ends with its own process.
    child.on("exit", (code) => setTimeout(() => settle(codeOf(code)), drainMilliseconds).unref());
    if (request.signal.aborted) stop();
    else request.signal.addEventListener("abort", stop, { once: true });
  });
}
