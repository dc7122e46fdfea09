import { spawn } from "node:child_process";
import { join } from "node:path";

export interface CliRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The last line of stdout as JSON: the result object of `--json`. */
  readonly result: Record<string, unknown>;
}

/** Runs the command line as a process of its own, as a person would. */
export function runPlugsmith(
  args: readonly string[],
  { input = "", cwd, env = {} }: { input?: string; cwd?: string; env?: Record<string, string> } = {},
): Promise<CliRun> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, "../main.ts"), ...args], {
      stdio: "pipe",
      env: { ...process.env, ...env },
      ...(cwd ? { cwd } : {}),
    });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    child.on("close", (code) => {
      const last = stdout.trim().split("\n").at(-1) ?? "";
      resolve({ code, stdout, stderr, result: last.startsWith("{") ? JSON.parse(last) : {} });
    });
    child.stdin.end(input);
  });
}
