import { load } from "js-yaml";

export interface WorkflowStep {
  readonly id?: string;
  readonly name?: string;
  readonly if?: unknown;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, unknown>>;
}

export interface WorkflowJob {
  readonly id: string;
  readonly if?: unknown;
  /** Called workflow; such a job has no steps. */
  readonly uses?: string;
  readonly permissions?: unknown;
  readonly secrets?: unknown;
  readonly environment?: unknown;
  readonly "runs-on"?: unknown;
  readonly steps: readonly WorkflowStep[];
}

/** A workflow, or an action that is made of steps, as far as the rules look at it. */
export interface WorkflowFile {
  readonly path: string;
  readonly text: string;
  readonly kind: "workflow" | "action";
  /** Event names with their filters; empty for an action. */
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: unknown;
  /** An action's steps stand as one job. */
  readonly jobs: readonly WorkflowJob[];
}

type Parsed = Record<string, never> | undefined;

function parseTriggers(on: unknown): Record<string, unknown> {
  if (typeof on === "string") return { [on]: null };
  if (Array.isArray(on)) return Object.fromEntries(on.map((event) => [String(event), null]));
  return { ...(on as Record<string, unknown>) };
}

/** Reads the text of a workflow or action; throws what the YAML parser throws. Actions without steps have no job. */
export function parseWorkflowFile(path: string, text: string): WorkflowFile {
  const parsed = load(text) as Parsed;
  const runs = parsed?.["runs"] as { steps?: readonly WorkflowStep[] } | undefined;
  if (runs !== undefined) {
    const jobs = runs.steps ? [{ id: "action", steps: runs.steps }] : [];
    return { path, text, kind: "action", on: {}, permissions: undefined, jobs };
  }
  const jobs = Object.entries((parsed?.["jobs"] ?? {}) as Record<string, Omit<WorkflowJob, "id">>);
  return {
    path,
    text,
    kind: "workflow",
    on: parseTriggers(parsed?.["on"]),
    permissions: parsed?.["permissions"],
    jobs: jobs.map(([id, job]) => ({ ...job, id, steps: job.steps ?? [] })),
  };
}

/** Every step with the place a finding names: file, job, and the step's id, name, action or number. */
export function listSteps(file: WorkflowFile): { place: string; job: WorkflowJob; step: WorkflowStep }[] {
  return file.jobs.flatMap((job) =>
    job.steps.map((step, index) => {
      const label = step.id ?? step.name ?? step.uses ?? `step ${index + 1}`;
      return { place: `${file.path}, ${job.id}, ${label}`, job, step };
    }),
  );
}
