import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { ForgeError } from "@plugsmith/schemas";
import type { StepCall, StepOutcome } from "./job-state.ts";
import { runStepProcess } from "./run-step-process.ts";

function decideCommand(shell: string | undefined, script: string): readonly [string, ...string[]] {
  switch (shell) {
    // Without `shell:` GitHub uses fewer flags than with `shell: bash`.
    case undefined:
      return ["bash", "-e", script];
    case "bash":
      return ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", script];
    case "sh":
      return ["sh", "-e", script];
    case "python":
      return ["python3", script];
    default: {
      const [program, ...args] = shell.split(" ").map((part) => (part === "{0}" ? script : part));
      if (!shell.includes("{0}") || program === undefined) {
        throw new ForgeError("job_unsupported", {
          message: `The shell "${shell.slice(0, 80)}" is not available here.`,
        });
      }
      return [program, ...args];
    }
  }
}

/** Runs a `run:` step: the script goes into a file, so its text never meets another shell. */
export async function runShellStep(
  call: StepCall,
  step: { script: string; shell: string | undefined; workingDirectory: string | undefined },
): Promise<StepOutcome> {
  const { job } = call.scope;
  const script = join(job.temp, `${randomUUID()}.sh`);
  await writeFile(script, step.script, { mode: 0o600 });
  return runStepProcess(call, decideCommand(step.shell ?? job.defaults.shell, script), {
    cwd: resolve(job.workspace, step.workingDirectory ?? job.defaults.workingDirectory ?? "."),
    env: call.env,
  });
}
