import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { createInterface } from "node:readline";
import { ForgeError } from "@plugsmith/schemas";

export interface ManagedProcess {
  readonly child: ChildProcess;
  /** Lines of its stdout, as they come. */
  onLine(listener: (line: string) => void): void;
  /** SIGTERM, and SIGKILL after `graceMs`; resolves when the process is gone. */
  stop(graceMs?: number): Promise<void>;
}

export interface SpawnOptions {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** The whole environment of the process; nothing is inherited. */
  readonly environment: Readonly<Record<string, string>>;
  readonly logFile: string;
}

/** The part of our own environment that any program may see. */
export function cleanEnvironment(): Record<string, string> {
  const kept = ["PATH", "HOME", "LANG", "TMPDIR", "TERM"];
  return Object.fromEntries(
    kept.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name] as string]])),
  );
}

/** Starts a program of ours with its own log file. An exit that nobody asked for is shown by `onLine` ending; see `failed`. */
export function spawnProcess(options: SpawnOptions): ManagedProcess {
  const child = spawn(options.command, options.args, {
    env: options.environment,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const log = createWriteStream(options.logFile, { flags: "a" });
  child.stderr.pipe(log, { end: false });
  const listeners: ((line: string) => void)[] = [];
  createInterface({ input: child.stdout }).on("line", (line) => {
    log.write(`${line}\n`);
    for (const listener of listeners) listener(line);
  });
  const gone = new Promise<void>((resolve) => {
    child.once("close", () => resolve());
    child.once("error", (error) => {
      log.write(`${options.name} did not start: ${error.message}\n`);
      resolve();
    });
  });
  return {
    child,
    onLine: (listener) => void listeners.push(listener),
    stop: async (graceMs = 5000) => {
      if (child.exitCode === null && child.signalCode === null) child.kill("SIGTERM");
      const timer = setTimeout(() => child.kill("SIGKILL"), graceMs);
      await gone;
      clearTimeout(timer);
      log.end();
    },
  };
}

/** @throws ForgeError `unexpected` when the process has already ended. */
export function assertRunning(managed: ManagedProcess, name: string, logFile: string): void {
  if (managed.child.exitCode === null && managed.child.signalCode === null) return;
  throw new ForgeError("unexpected", { message: `The ${name} ended.`, hint: `Its log: ${logFile}` });
}
