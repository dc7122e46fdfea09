import { spawn } from "node:child_process";
import { join } from "node:path";

export const projectRoot = join(import.meta.dirname, "../..");

export interface ProgramResult {
  /** Exit code; 124 when the time ran out, 127 when the program is not there. */
  readonly code: number;
  readonly stdout: string;
  /** stdout and stderr in the order they came. */
  readonly output: string;
}

/**
 * Runs a program in the project's root without stdin and keeps what it says.
 * When the time is over the whole process group is killed, so that no grandchild outlives its check.
 */
export function runProgram(
  argv: readonly [string, ...string[]],
  { timeoutMs = 300_000, env = {} }: { timeoutMs?: number; env?: Record<string, string> } = {},
): Promise<ProgramResult> {
  const [program, ...args] = argv;
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: projectRoot,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    let stdout = "";
    let output = "";
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      if (child.pid) process.kill(-child.pid, "SIGKILL");
    }, timeoutMs);
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
      output += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
    child.on("error", (error) => {
      clearTimeout(timer);
      resolve({ code: 127, stdout, output: error.message });
    });
    child.on("close", (code) => {
      clearTimeout(timer);
      const note = late ? `\nStopped after ${timeoutMs / 1000} s.` : "";
      resolve({ code: late ? 124 : (code ?? 1), stdout, output: output + note });
    });
  });
}
