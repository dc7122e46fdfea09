/** Steps of the pipeline in their order; each needs the results of those before it. */
export const pipelineSteps = ["build", "test", "sandbox", "package"] as const;
export type PipelineStep = (typeof pipelineSteps)[number];

export interface StepChoice {
  readonly from?: PipelineStep | undefined;
  readonly only?: PipelineStep | undefined;
  /** Start at the first step that has no successful result yet. */
  readonly resume?: boolean | undefined;
  /** Steps with a successful result in the folder that the steps share. */
  readonly done: readonly PipelineStep[];
}

/** The steps to run, in order. Empty when everything is done already and `resume` was asked for. */
export function planSteps({ from, only, resume, done }: StepChoice): PipelineStep[] {
  if (only !== undefined) return [only];
  if (from !== undefined) return pipelineSteps.slice(pipelineSteps.indexOf(from));
  if (!resume) return [...pipelineSteps];
  const firstOpen = pipelineSteps.findIndex((step) => !done.includes(step));
  return firstOpen < 0 ? [] : pipelineSteps.slice(firstOpen);
}
