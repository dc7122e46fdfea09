import { spawn } from "node:child_process";

/** Starts a program, waits for its end, and returns the milliseconds between. Its output is read and dropped. */
export function timeProcess(
  argv: readonly [string, ...string[]],
  options: { readonly env: Readonly<Record<string, string | undefined>>; readonly cwd: string },
): Promise<number> {
  const [program, ...args] = argv;
  return new Promise((resolve, reject) => {
    const started = process.hrtime.bigint();
    const child = spawn(program, args, { ...options, stdio: ["ignore", "ignore", "ignore"] });
    child.on("error", reject);
    child.on("exit", () => resolve(Number(process.hrtime.bigint() - started) / 1e6));
  });
}
