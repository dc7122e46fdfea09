import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";

export interface RunningVerb {
  readonly child: ChildProcess;
  /** The first line of stdout, as JSON. */
  readonly ready: Record<string, unknown>;
  readonly exited: Promise<number | null>;
}

/** Starts a long-running verb and waits for its ready object. The caller ends it. */
export async function startPlugsmith(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<RunningVerb> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "../main.ts"), ...args], {
    stdio: ["ignore", "pipe", "ignore"],
    env: { ...process.env, ...env },
  });
  const exited = new Promise<number | null>((resolve) => child.on("exit", resolve));
  const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
  return { child, ready: JSON.parse(line), exited };
}
