import { type Confinement, planConfinedLaunch, readProcessUsage, startProcess } from "@plugsmith/plugin-host";
import { ForgeError } from "@plugsmith/schemas";
import type { ConfinedRequest, ConfinedResult } from "./step-toolkit.ts";

/** Limits of a confined program that names none: enough for a bundler, far below a runner's memory. */
const defaultLimits = { memoryMiB: 1024, processes: 256, openFiles: 1024, fileSizeMiB: 256 };

const sampleMs = 10;

/** Collects a stream as text, up to what `take` still allows. */
function collect(stream: NodeJS.ReadableStream, take: (bytes: number) => boolean): { text(): string } {
  const chunks: Buffer[] = [];
  stream.on("data", (chunk: Buffer) => {
    if (take(chunk.length)) chunks.push(chunk);
  });
  return { text: () => Buffer.concat(chunks).toString("utf8") };
}

/**
 * Runs a program to its end behind `confinement`. A non-zero exit is an answer, not an error.
 * @throws ForgeError `confined_timeout`, `confined_output_too_large`, `tool_missing`; the program is gone by then.
 */
export async function runConfined(
  request: ConfinedRequest,
  confinement: Confinement,
  now: () => Date,
): Promise<ConfinedResult> {
  const started = now().getTime();
  const plan = planConfinedLaunch({
    program: request.program,
    args: request.args,
    cwd: request.cwd,
    binds: { readOnly: request.readOnly ?? [], readWrite: request.readWrite ?? [] },
    limits: { ...defaultLimits, ...request.limits },
    confinement,
    environment: request.environment ?? {},
    ...(request.nodeAllows ? { nodeAllows: request.nodeAllows } : {}),
  });
  const child = await startProcess(plan, request.cwd);
  let broken: ForgeError | undefined;
  const end = (error: ForgeError) => {
    broken ??= error;
    void child.stop(0);
  };
  let left = request.maxOutputBytes;
  const take = (bytes: number) => {
    left -= bytes;
    if (left < 0) {
      end(new ForgeError("confined_output_too_large", { hint: `Print at most ${request.maxOutputBytes} bytes.` }));
    }
    return left >= 0;
  };
  const stdout = collect(child.output, take);
  const stderr = collect(child.errors, take);
  child.input.end(request.input ?? "");
  const timer = setTimeout(
    () =>
      end(
        new ForgeError("confined_timeout", {
          message: `${request.program.split("/").at(-1)} ran longer than ${request.timeoutMs} ms.`,
          hint: "Look for an endless loop or an open handle; nothing waits for the network here.",
        }),
      ),
    request.timeoutMs,
  );
  let peakRssMiB = 0;
  const sampler = setInterval(() => {
    peakRssMiB = Math.max(peakRssMiB, readProcessUsage(child.pid).peakRssMiB);
  }, sampleMs);
  const { code, signal } = await child.exited;
  clearTimeout(timer);
  clearInterval(sampler);
  if (broken) throw broken;
  return {
    exitCode: code,
    signal,
    stdout: stdout.text(),
    stderr: stderr.text(),
    durationMs: now().getTime() - started,
    peakRssMiB,
    level: confinement.level,
  };
}
