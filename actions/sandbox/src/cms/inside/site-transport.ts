import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { InsidePlan } from "./inside-plan.ts";
import { renderLanguagePack } from "./render-language-pack.ts";

/** The private /tmp of the boundary: memory that is gone with the last process. */
export const siteFolder = "/tmp/site";
export const siteUrl = "http://127.0.0.1:8080";

/** Copies what every driver needs: WordPress, the shop system, our must-use plugin, the language. */
export function layOutSite({ parts, locale }: InsidePlan): void {
  const content = join(siteFolder, "wp-content");
  cpSync(parts.wordpress, siteFolder, { recursive: true });
  mkdirSync(join(content, "mu-plugins"), { recursive: true });
  mkdirSync(join(content, "database"), { recursive: true });
  cpSync(join(parts.site, "forge-sandbox.php"), join(content, "mu-plugins/forge-sandbox.php"));
  // The folder's name counts: plugins say "Requires Plugins: woocommerce".
  cpSync(parts.woocommerce, join(content, "plugins/woocommerce"), { recursive: true });
  mkdirSync(join(content, "languages"), { recursive: true });
  if (locale !== "en_US") putFile(`wp-content/languages/${locale}.l10n.php`, renderLanguagePack(locale));
}

export function putFile(path: string, text: string): void {
  writeFileSync(join(siteFolder, path), text);
}

export function readPart(path: string): string {
  return readFileSync(path, "utf8");
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

/** Runs a program to its end. @throws Error with its last words when it fails. */
export async function runProgram(program: string, args: readonly string[]): Promise<void> {
  const child = spawn(program, args, { cwd: siteFolder, stdio: ["ignore", "pipe", "pipe"] });
  let words = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (words += chunk.toString()));
  const code = await new Promise((resolve) => child.once("close", resolve));
  if (code !== 0) throw new Error(`${program} ended with ${String(code)}: ${words.slice(-600)}`);
}

/** Waits until the login page is served. @throws Error after `ms`, or when the server ended. */
export async function waitForLogin(child: ChildProcess, ms: number): Promise<void> {
  const until = Date.now() + ms;
  for (;;) {
    const ended = child.exitCode !== null || child.signalCode !== null;
    if (ended || Date.now() > until) {
      const words = readFileSync("/tmp/server.log", "utf8").slice(-600);
      throw new Error(`${ended ? "The server ended" : `No login page after ${ms} ms`}: ${words}`);
    }
    const answer = await fetch(`${siteUrl}/wp-login.php`, { signal: AbortSignal.timeout(ms) }).catch(() => undefined);
    await answer?.text().catch(() => "");
    if (answer?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
