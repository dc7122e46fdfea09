import { type ChildProcess, spawn } from "node:child_process";
import { devNull } from "node:os";
import { ForgeError } from "@plugsmith/schemas";

const timeoutMs = 60_000;
const maxOutputBytes = 64 * 1024 * 1024;

export interface GitOptions {
  readonly folder: string;
  /** Token for requests to `origin`; travels in the environment, never in an argument or the repository's config. */
  readonly auth?: { readonly url: string; readonly token: string };
  readonly input?: Uint8Array | string;
  /** Transports besides https that may be used, for tests and local forges. */
  readonly allow?: readonly string[];
}

function makeEnvironment(options: GitOptions): Record<string, string> {
  const config: [string, string][] = [
    ["protocol.allow", "never"],
    ["http.followRedirects", "false"],
    ["core.hooksPath", devNull],
    ["gc.auto", "0"],
    ...["https", "http", ...(options.allow ?? [])].map((name): [string, string] => [
      `protocol.${name}.allow`,
      "always",
    ]),
  ];
  if (options.auth) {
    const basic = Buffer.from(`x-access-token:${options.auth.token}`).toString("base64");
    config.push([`http.${new URL(options.auth.url).origin}/.extraHeader`, `Authorization: Basic ${basic}`]);
  }
  const environment: Record<string, string> = {
    PATH: process.env["PATH"] ?? "",
    HOME: options.folder,
    LC_ALL: "C",
    GIT_TERMINAL_PROMPT: "0",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_GLOBAL: devNull,
    GIT_CONFIG_COUNT: String(config.length),
  };
  for (const [index, [key, value]] of config.entries()) {
    environment[`GIT_CONFIG_KEY_${index}`] = key;
    environment[`GIT_CONFIG_VALUE_${index}`] = value;
  }
  return environment;
}

function collect(child: ChildProcess): Promise<{ code: number | null; stdout: Buffer; stderr: string }> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    let stderr = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxOutputBytes) child.kill("SIGKILL");
      else chunks.push(chunk);
    });
    child.stderr?.on("data", (chunk: Buffer) => {
      if (stderr.length < 4000) stderr += chunk.toString("utf8");
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout: Buffer.concat(chunks), stderr }));
  });
}

/**
 * Runs one git command and answers its standard output. The environment is made from scratch; no system or user
 * configuration, no prompt, no redirect that could carry the token elsewhere.
 * @throws ForgeError `git_failed` with git's words (they never hold the token), `tool_missing` without git.
 */
export async function runGit(args: readonly string[], options: GitOptions): Promise<Buffer> {
  const child = spawn("git", [...args], {
    cwd: options.folder,
    env: makeEnvironment(options),
    stdio: ["pipe", "pipe", "pipe"],
    timeout: timeoutMs,
    killSignal: "SIGKILL",
  });
  // A command that ends without reading its input is told by its exit code.
  child.stdin.on("error", () => {});
  child.stdin.end(options.input ?? "");
  const { code, stdout, stderr } = await collect(child).catch((cause: unknown) => {
    throw new ForgeError("tool_missing", { message: "git could not be started.", hint: "Install git.", cause });
  });
  if (code === 0) return stdout;
  throw new ForgeError("git_failed", {
    message: `git ${args[0]} ended with ${code ?? "a signal"}: ${stderr.trim().slice(0, 500)}`,
    hint: "Check that the forge may read and write the repository, and that its address is right.",
  });
}
