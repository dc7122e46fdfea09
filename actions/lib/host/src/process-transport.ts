import { type ChildProcess, spawn } from "node:child_process";
import { openSync, readdirSync, readFileSync } from "node:fs";
import type { Readable, Writable } from "node:stream";
import { ForgeError } from "@plugsmith/schemas";
import type { LaunchPlan } from "./confinement.ts";

export interface ProcessExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Why it ended, where more is known than code and signal. */
  readonly reason?: string;
  /** We ended it. */
  readonly ours?: true;
}

/** A started process with its whole group; nothing of this machine is inherited but three pipes. */
export interface ProcessTransport {
  readonly pid: number;
  readonly input: Writable;
  readonly output: Readable;
  readonly errors: Readable;
  readonly exited: Promise<ProcessExit>;
  /** SIGTERM to the group, SIGKILL after `graceMs` (0: at once). Resolves when the process is gone. */
  stop(graceMs: number): Promise<ProcessExit>;
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    child.kill(signal);
  }
}

const closeOnExec = 0o2000000;
/** Where bubblewrap is told to read the filter; it closes it before the program starts. */
const filterDescriptor = 3;
type Stdio = ("pipe" | "ignore" | number)[];
let plannedStdio: Stdio | undefined;

/**
 * Three pipes, and /dev/null over every descriptor that whoever started us left open for all descendants
 * (a plugin could read it, facts M3). Node's own descriptors close on exec. Found once: later ones are Node's own.
 */
function planStdio(): Stdio {
  if (plannedStdio) return plannedStdio;
  const stdio: Stdio = ["pipe", "pipe", "pipe"];
  try {
    let nothing: number | undefined;
    for (const name of readdirSync("/proc/self/fdinfo")) {
      const descriptor = Number(name);
      if (descriptor < 3 || !isInherited(descriptor)) continue;
      nothing ??= openSync("/dev/null", "r");
      while (stdio.length < descriptor) stdio.push("ignore");
      stdio[descriptor] = nothing;
    }
  } catch {
    // No /proc: this system has no OS boundary of ours either, and detectConfinement says so.
  }
  plannedStdio = stdio;
  return stdio;
}

function isInherited(descriptor: number): boolean {
  try {
    const flags = /^flags:\s*([0-7]+)$/m.exec(readFileSync(`/proc/self/fdinfo/${descriptor}`, "utf8"))?.[1] ?? "";
    return (Number.parseInt(flags, 8) & closeOnExec) === 0;
  } catch {
    return false;
  }
}

/**
 * Starts a planned launch in its own process group, with pipes for stdin, stdout and stderr and exactly the planned environment.
 * @throws ForgeError `tool_missing` when the command does not exist, `unexpected` for other spawn failures.
 */
export async function startProcess(plan: LaunchPlan, cwd: string): Promise<ProcessTransport> {
  const stdio = [...planStdio()];
  if (plan.filter) stdio[filterDescriptor] = "pipe";
  const child = spawn(plan.command, plan.args, {
    cwd,
    env: plan.environment,
    stdio,
    detached: true,
    windowsHide: true,
  });
  const { stdin, stdout, stderr } = child;
  if (!stdin || !stdout || !stderr)
    throw new ForgeError("unexpected", { message: "The pipes to the process are missing." });
  let ours = false;
  const exited = new Promise<ProcessExit>((resolve) => {
    child.once("close", (code, signal) => resolve({ code, signal, ...(ours ? { ours } : {}) }));
  });
  // A plugin that dies while we write must not end us with EPIPE.
  stdin.on("error", () => {});
  const filter = plan.filter ? (child.stdio[filterDescriptor] as Writable) : undefined;
  filter?.on("error", () => {});
  filter?.end(plan.filter);
  await new Promise<void>((resolve, reject) => {
    child.once("spawn", resolve);
    child.once("error", (cause: NodeJS.ErrnoException) => {
      const missing = cause.code === "ENOENT";
      reject(
        new ForgeError(missing ? "tool_missing" : "unexpected", {
          message: `${plan.command} could not be started: ${cause.message}`,
          hint: missing ? `Install ${plan.command} and try again.` : "Look at the cause and try again.",
          cause,
        }),
      );
    });
  });
  child.on("error", () => {});
  const killHard = () => signalGroup(child, "SIGKILL");
  return {
    pid: child.pid ?? 0,
    input: stdin,
    output: stdout,
    errors: stderr,
    exited,
    async stop(graceMs) {
      if (child.exitCode !== null || child.signalCode !== null) {
        // The group may hold descendants that outlived the leader.
        killHard();
        return exited;
      }
      ours = true;
      signalGroup(child, graceMs > 0 ? "SIGTERM" : "SIGKILL");
      const timer = graceMs > 0 ? setTimeout(killHard, graceMs) : undefined;
      const exit = await exited;
      clearTimeout(timer);
      killHard();
      return exit;
    },
  };
}
