import { type Contexts, evaluateTemplate, toText } from "./evaluate-template.ts";
import type { JobDefinition } from "./workflow-file.ts";

/** Text of the job's name as GitHub lists it. */
export function decideLabel(job: JobDefinition, contexts: Contexts, prefix: string): string {
  const matrix = contexts["matrix"] as Record<string, unknown> | undefined;
  const values = Object.values(matrix ?? {}).map(toText);
  const fallback = values.length > 0 ? `${job.id} (${values.join(", ")})` : job.id;
  return prefix + (job.name === undefined ? fallback : toText(evaluateTemplate(job.name, contexts)));
}
