import type { WorkflowFile } from "./workflow-file.ts";

/** A whole workflow or action that shows a rule at work. */
export interface Sample {
  readonly path: string;
  readonly text: string;
}

/** One thing that no workflow may do. Named as zizmor names it, where zizmor has it. */
export interface Rule {
  readonly name: string;
  /** What a stranger could do without the rule. */
  readonly why: string;
  /** Findings: place and what is wrong there. */
  readonly find: (file: WorkflowFile) => readonly string[];
  /** Each must be found. */
  readonly bad: readonly Sample[];
  /** Each must pass. */
  readonly good: readonly Sample[];
}

const samplePath = ".github/workflows/sample.yml";

/** A workflow with these lines at its top, and one job `a` with these lines. */
export function sampleWorkflow(
  job: readonly string[],
  top: readonly string[] = ["on: push"],
  path = samplePath,
): Sample {
  const lines = [
    ...top,
    "permissions: {}",
    "jobs:",
    "  a:",
    "    runs-on: ubuntu-24.04",
    ...job.map((line) => `    ${line}`),
  ];
  return { path, text: `${lines.join("\n")}\n` };
}

/** A workflow whose only job has this one step. */
export const sampleStep = (...step: string[]): Sample =>
  sampleWorkflow([
    "permissions: {}",
    "steps:",
    ...step.map((line, index) => `${index === 0 ? "  - " : "    "}${line}`),
  ]);
