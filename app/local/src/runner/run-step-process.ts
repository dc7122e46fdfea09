import { randomUUID } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { createLineReader } from "./create-line-reader.ts";
import type { StepCall, StepOutcome } from "./job-state.ts";
import { parseFileCommand } from "./parse-file-command.ts";
import { runProcess } from "./run-process.ts";

const channels = ["OUTPUT", "ENV", "PATH", "STATE", "STEP_SUMMARY"] as const;
type Channel = (typeof channels)[number];
const protectedNames = /^(GITHUB_|RUNNER_|ACTIONS_|NODE_OPTIONS$)/i;

async function readChannel(files: Readonly<Record<Channel, string>>, channel: Channel): Promise<string> {
  return readFile(files[channel], "utf8").catch(() => "");
}

/**
 * Runs one process of a step with the job's clean environment, then takes over what it wrote to the file commands.
 * `state` receives GITHUB_STATE (kept for the action's `post`).
 */
export async function runStepProcess(
  call: StepCall,
  command: readonly [string, ...string[]],
  options: { cwd: string; env: Readonly<Record<string, string>>; state?: Record<string, string> },
): Promise<StepOutcome> {
  const { job } = call.scope;
  const folder = join(job.temp, "_runner_file_commands", randomUUID());
  await mkdir(folder, { recursive: true });
  const files = Object.fromEntries(channels.map((name) => [name, join(folder, name.toLowerCase())])) as Record<
    Channel,
    string
  >;
  await Promise.all(channels.map((name) => writeFile(files[name], "")));
  const { event } = describe(call);
  const code = await runProcess({
    command,
    cwd: options.cwd,
    env: {
      ...job.environment,
      ...options.env,
      // Paths that earlier steps added come first; a step cannot take the runner's own variables over.
      PATH: [...job.paths, options.env["PATH"] ?? job.environment["PATH"] ?? ""].join(delimiter),
      ...Object.fromEntries(channels.map((name) => [`GITHUB_${name}`, files[name]])),
    },
    signal: call.signal,
    onGroup: (id) => job.groups.add(id),
    onLine: createLineReader({
      log: call.log,
      mask: (secret) => job.masks.add(secret),
      annotate: (level, message) => event(level, message),
    }),
  });
  const outputs = parseFileCommand(await readChannel(files, "OUTPUT"));
  const exported = Object.entries(parseFileCommand(await readChannel(files, "ENV")));
  for (const [name, value] of exported) if (!protectedNames.test(name)) job.exported[name] = value;
  job.paths.unshift(...(await readChannel(files, "PATH")).split("\n").filter(Boolean).reverse());
  Object.assign(options.state ?? {}, parseFileCommand(await readChannel(files, "STATE")));
  const summary = await readChannel(files, "STEP_SUMMARY");
  if (summary !== "") {
    job.emit({ type: "summary", runId: job.requested.runId, job: job.label, text: job.masks.apply(summary) });
  }
  await rm(folder, { recursive: true, force: true });
  if (code !== 0) call.log(`##[error]Process completed with exit code ${code}.`);
  return { success: code === 0, outputs };
}

function describe(call: StepCall) {
  const { job } = call.scope;
  return {
    event: (level: "error" | "warning" | "notice", message: string) =>
      job.emit({
        type: "annotation",
        runId: job.requested.runId,
        job: job.label,
        level,
        message: job.masks.apply(message),
      }),
  };
}
