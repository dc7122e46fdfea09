import { ForgeError } from "@plugsmith/schemas";
import { parsePermissions } from "./permissions.ts";
import { getEntries, getItems, getLiteral, getTemplate, type Template } from "./template.ts";
import type { InputDefinition, JobDefinition, StepDefinition, WorkflowFile } from "./workflow-file.ts";

/** Steps of a job or composite action. */
export function parseSteps(template: Template | undefined): readonly StepDefinition[] {
  return getItems(template).map((step, index) => ({
    id: getLiteral(getTemplate(step, "id")) ?? `__${index}`,
    name: getTemplate(step, "name"),
    condition: getTemplate(step, "if"),
    uses: getLiteral(getTemplate(step, "uses")),
    run: getTemplate(step, "run"),
    inputs: getTemplate(step, "with"),
    env: getTemplate(step, "env"),
    shell: getTemplate(step, "shell"),
    workingDirectory: getTemplate(step, "working-directory"),
    timeoutMinutes: getTemplate(step, "timeout-minutes"),
    continueOnError: getTemplate(step, "continue-on-error"),
  }));
}

function parseInputs(template: Template | undefined): readonly InputDefinition[] {
  return getEntries(template).map(([name, input]) => ({
    name,
    type: getLiteral(getTemplate(input, "type")) ?? "string",
    required: getLiteral(getTemplate(input, "required")) === "true",
    fallback: getTemplate(input, "default"),
  }));
}

function parseJob(id: string, job: Template, file: string): JobDefinition {
  for (const key of ["container", "services"]) {
    if (getTemplate(job, key)) {
      throw new ForgeError("job_unsupported", {
        message: `Job ${id} of ${file} asks for ${key}; there is no Docker here.`,
      });
    }
  }
  return {
    id,
    name: getTemplate(job, "name"),
    needs: getItems(getTemplate(job, "needs")).flatMap((need) => getLiteral(need) ?? []),
    condition: getTemplate(job, "if"),
    permissions: parsePermissions(getTemplate(job, "permissions"), `Job ${id} of ${file}`),
    environment: getTemplate(job, "environment"),
    concurrency: getTemplate(job, "concurrency"),
    runsOn: getTemplate(job, "runs-on"),
    strategy: getTemplate(job, "strategy"),
    env: getTemplate(job, "env"),
    defaults: getTemplate(job, "defaults", "run"),
    timeoutMinutes: getTemplate(job, "timeout-minutes"),
    continueOnError: getTemplate(job, "continue-on-error"),
    outputs: getTemplate(job, "outputs"),
    steps: parseSteps(getTemplate(job, "steps")),
    uses: getLiteral(getTemplate(job, "uses")),
    inputs: getTemplate(job, "with"),
    secrets: getTemplate(job, "secrets"),
  };
}

function parseEvents(on: Template | undefined): readonly string[] {
  return on?.kind === "map"
    ? getEntries(on).map(([name]) => name)
    : getItems(on).flatMap((item) => getLiteral(item) ?? []);
}

/** Typed view of a workflow that GitHub's parser accepted; `file` names it in errors. */
export function parseWorkflowFile(root: Template, file: string): WorkflowFile {
  const on = getTemplate(root, "on");
  return {
    name: getLiteral(getTemplate(root, "name")) ?? file,
    runName: getTemplate(root, "run-name"),
    events: parseEvents(on),
    dispatchInputs: parseInputs(getTemplate(on, "workflow_dispatch", "inputs")),
    callInputs: parseInputs(getTemplate(on, "workflow_call", "inputs")),
    callOutputs: getEntries(getTemplate(on, "workflow_call", "outputs")).map(
      ([name, output]) => [name, getTemplate(output, "value")] as const,
    ),
    permissions: parsePermissions(getTemplate(root, "permissions"), file),
    concurrency: getTemplate(root, "concurrency"),
    env: getTemplate(root, "env"),
    defaults: getTemplate(root, "defaults", "run"),
    jobs: getEntries(getTemplate(root, "jobs")).map(([id, job]) => parseJob(id, job, file)),
  };
}
