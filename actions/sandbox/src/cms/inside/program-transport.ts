import { type ChildProcess, spawn } from "node:child_process";
import { openSync, readFileSync } from "node:fs";

/** The private /tmp of the boundary: memory that is gone with the last process. */
export const siteFolder = "/tmp/site";
export const siteUrl = "http://127.0.0.1:8080";

/** Text of a file; empty when there is none. */
export function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

/** Starts a server whose words go to a log below /tmp. */
export function startServer(program: string, args: readonly string[], env: Record<string, string>): ChildProcess {
  const log = openSync("/tmp/server.log", "a");
  return spawn(program, args, {
    cwd: siteFolder,
    env: { ...process.env, ...env },
    stdio: ["ignore", log, log],
    detached: true,
  });
}

export async function stopServer(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = new Promise((resolve) => child.once("close", resolve));
  process.kill(-child.pid, "SIGKILL");
  await gone;
}

/** Runs a program to its end. @throws Error with what `pick` takes of its words when it fails: the last ones. */
export async function runProgram(
  program: string,
  args: readonly string[],
  pick: (words: string) => string = (words) => words.slice(-600),
): Promise<void> {
  const child = spawn(program, args, { cwd: siteFolder, stdio: ["ignore", "pipe", "pipe"] });
  let words = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (words += chunk.toString()));
  const code = await new Promise((resolve) => child.once("close", resolve));
  if (code !== 0) throw new Error(`${program} ended with ${String(code)}: ${pick(words)}`);
}

/** Waits until a page is served with status 200. @throws Error after `ms`, or when the server ended. */
export async function waitForPage(child: ChildProcess, path: string, ms: number): Promise<void> {
  const until = Date.now() + ms;
  for (;;) {
    const ended = child.exitCode !== null || child.signalCode !== null;
    if (ended || Date.now() > until) {
      const words = readText("/tmp/server.log").slice(-600);
      throw new Error(`${ended ? "The server ended" : `No page ${path} after ${ms} ms`}: ${words}`);
    }
    const answer = await fetch(`${siteUrl}${path}`, { signal: AbortSignal.timeout(ms) }).catch(() => undefined);
    await answer?.text().catch(() => "");
    if (answer?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
