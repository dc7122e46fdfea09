import { spawn } from "node:child_process";
import { devNull } from "node:os";
import { ForgeError } from "@plugsmith/schemas";

export interface GitRequest {
  readonly folder: string;
  /** Sent with every request to this address's origin; travels in the environment, never in arguments or files. */
  readonly auth?: { readonly url: string; readonly token: string };
  readonly input?: string;
  /** Most bytes of output; git is stopped beyond. 32 MiB if absent. */
  readonly maximumBytes?: number;
}

export interface GitResult {
  readonly code: number | null;
  /** git had more to say than it may; what it said is no answer. */
  readonly isCut: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

const timeoutMs = 60_000;
const defaultMaximumBytes = 32 * 2 ** 20;
/** What git needs of the outside to reach a server at all; everything else is left out. */
const passed = ["PATH", "HTTPS_PROXY", "https_proxy", "NO_PROXY", "no_proxy", "SSL_CERT_FILE", "GIT_SSL_CAINFO"];

function makeEnvironment({ folder, auth }: GitRequest): Record<string, string> {
  const config: [string, string][] = [
    ["http.followRedirects", "false"],
    ["core.hooksPath", devNull],
    ["gc.auto", "0"],
  ];
  if (auth && /^https?:/u.test(auth.url)) {
    const basic = Buffer.from(`x-access-token:${auth.token}`).toString("base64");
    config.push([`http.${new URL(auth.url).origin}/.extraHeader`, `Authorization: Basic ${basic}`]);
  }
  return {
    ...Object.fromEntries(passed.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []))),
    HOME: folder,
    LC_ALL: "C",
    GIT_TERMINAL_PROMPT: "0",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_GLOBAL: devNull,
    GIT_CONFIG_COUNT: String(config.length),
    ...Object.fromEntries(
      config.flatMap(([key, value], index) => [
        [`GIT_CONFIG_KEY_${index}`, key],
        [`GIT_CONFIG_VALUE_${index}`, value],
      ]),
    ),
  };
}

/**
 * Runs one git command to its end, whatever it answers. No system or user configuration, no prompt, no hooks, no redirect
 * that could carry the token elsewhere.
 * @throws ForgeError `tool_missing` when git cannot be started.
 */
export function runGit(args: readonly string[], request: GitRequest): Promise<GitResult> {
  return new Promise((resolve, reject) => {
    const environment = makeEnvironment(request);
    const { maximumBytes = defaultMaximumBytes } = request;
    const child = spawn("git", [...args], {
      cwd: request.folder,
      env: environment,
      stdio: ["pipe", "pipe", "pipe"],
      timeout: timeoutMs,
      killSignal: "SIGKILL",
    });
    const chunks: Buffer[] = [];
    let size = 0;
    let stderr = "";
    child.stdout.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > maximumBytes) child.kill("SIGKILL");
      else chunks.push(chunk);
    });
    child.stderr.on("data", (chunk: Buffer) => {
      if (stderr.length < 4000) stderr += chunk.toString("utf8");
    });
    child.once("error", (cause) =>
      reject(new ForgeError("tool_missing", { message: "git could not be started.", hint: "Install git.", cause })),
    );
    child.once("close", (code) => {
      resolve({ code, isCut: size > maximumBytes, stdout: Buffer.concat(chunks).toString("utf8"), stderr });
    });
    // A command that ends without reading its input tells so by its exit code.
    child.stdin.on("error", () => undefined);
    child.stdin.end(request.input ?? "");
  });
}
