import { spawn } from "node:child_process";

interface InstallerOptions {
  readonly cwd: string;
  readonly timeoutMs: number;
  /** Besides this process' own. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Runs a program of an installation with this process' rights. Answers why it failed, with its last words; empty when it did not. */
export async function applyInstaller(
  [program, ...args]: readonly [string, ...string[]],
  { cwd, timeoutMs, environment = {} }: InstallerOptions,
): Promise<string> {
  const env = { ...process.env, ...environment };
  const child = spawn(program, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  let words = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (words += chunk.toString()));
  const timer = setTimeout(() => child.kill("SIGKILL"), timeoutMs);
  const ended = await new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("close", (code, signal) => resolve(code === 0 ? "" : String(code ?? signal)));
  });
  clearTimeout(timer);
  return ended === "" ? "" : `${program} ended with ${ended}. ${words.trim().slice(-600)}`;
}
