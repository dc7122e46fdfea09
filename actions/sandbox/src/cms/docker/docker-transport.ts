import { spawn } from "node:child_process";
import type { Engine, EngineAnswer } from "./engine.ts";

/** What the program needs to find its engine and its registry's login; nothing of the step's own variables. */
const passed = /^(PATH|HOME|XDG_RUNTIME_DIR|XDG_CONFIG_HOME|DOCKER_[A-Z_]+|SSL_CERT_(FILE|DIR)|HTTPS?_PROXY|NO_PROXY)$/;

/** The part of an environment that the docker program gets. */
export const pickEngineEnvironment = (environment: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(
    Object.entries(environment).filter(
      (pair): pair is [string, string] => passed.test(pair[0]) && pair[1] !== undefined,
    ),
  );

const keptWords = 16 * 1024;

/** The docker program of this machine. Of stderr the last 16 KiB are kept. */
export function dockerEngine(program = "docker", environment = pickEngineEnvironment(process.env)): Engine {
  return {
    run: (args, call = {}) =>
      new Promise<EngineAnswer>((resolve) => {
        const env = { ...environment, ...call.environment };
        const child = spawn(program, args, { env, stdio: ["pipe", "pipe", "pipe"] });
        const chunks: Buffer[] = [];
        let [size, stderr] = [0, ""];
        let stopped: EngineAnswer["stopped"];
        const stop = (why: NonNullable<EngineAnswer["stopped"]>) => {
          stopped ??= why;
          child.kill("SIGKILL");
        };
        const timer = setTimeout(() => stop("timeout"), call.timeoutMs ?? 60_000);
        const abort = () => stop("aborted");
        call.signal?.addEventListener("abort", abort, { once: true });
        if (call.signal?.aborted) abort();
        const end = (exitCode: number | null, words = "") => {
          clearTimeout(timer);
          call.signal?.removeEventListener("abort", abort);
          const stdout = Buffer.concat(chunks).toString("utf8");
          resolve({ exitCode, stdout, stderr: stderr + words, ...(stopped ? { stopped } : {}) });
        };
        const keepWords = (chunk: Buffer) => {
          stderr = (stderr + chunk.toString("utf8")).slice(-keptWords);
        };
        child.stdout.on("data", (chunk: Buffer) => {
          if (call.lastWords) return keepWords(chunk);
          size += chunk.length;
          if (size > (call.maxOutputBytes ?? 8 * 1024 * 1024)) stop("output");
          else chunks.push(chunk);
        });
        child.stderr.on("data", keepWords);
        // A program that ends before it has read everything is told by its exit code.
        child.stdin.on("error", () => {});
        child.stdin.end(call.input ?? "");
        child.once("error", (error) => end(null, error.message));
        child.once("close", (code) => end(code));
      }),
  };
}
