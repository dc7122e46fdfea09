import { type Rule, type Sample, sampleWorkflow } from "../rule.ts";
import type { WorkflowFile } from "../workflow-file.ts";

/** The bot without a server is woken by the end of these; it runs one pinned action and checks nothing out. */
const wake = { path: ".github/workflows/forge.yml", workflows: /^forge-(pipeline|publish|registry|wake)$/ };

function findInWake(file: WorkflowFile): string[] {
  const started = ((file.on["workflow_run"] ?? {}) as { workflows?: unknown[] }).workflows ?? [];
  const foreign = started.filter((name) => !wake.workflows.test(String(name)));
  const steps = file.jobs.flatMap(({ steps }) => steps);
  return [
    ...(file.path === wake.path ? [] : [`${file.path}: only the bot may start on workflow_run`]),
    ...(started.length === 0 ? [`${file.path}: workflow_run names no workflow`] : []),
    ...foreign.map((name) => `${file.path}: starts after ${String(name)}, which is none of the forge's workflows`),
    ...steps
      .filter(({ uses = "", run }) => run !== undefined || /checkout|artifact/.test(uses))
      .map(
        ({ uses }) =>
          `${file.path}: ${uses ?? "a script"} runs after workflow_run; the event's code and files are a stranger's`,
      ),
  ];
}

const afterRun = (step: string, path = wake.path, workflow = "forge-wake"): Sample =>
  sampleWorkflow(
    [`steps: [${step}]`],
    [`on: { workflow_run: { workflows: [${workflow}], types: [completed] } }`],
    path,
  );
const bot = "{ uses: 'plugsmith/plugsmith@0123456789abcdef0123456789abcdef01234567' }";

export const dangerousTriggers: Rule = {
  name: "dangerous-triggers",
  why: "pull_request_target and workflow_run run beside secrets and a write token, and what they are told comes from a stranger's fork.",
  find: (file) => [
    ...("pull_request_target" in file.on ? [`${file.path}: starts on pull_request_target`] : []),
    ...("workflow_run" in file.on ? findInWake(file) : []),
  ],
  bad: [
    sampleWorkflow(["steps: []"], ["on: pull_request_target"]),
    sampleWorkflow(["steps: []"], ["on: [push, pull_request_target]"]),
    sampleWorkflow(["steps: []"], ["on: { pull_request_target: { types: [labeled] } }"]),
    afterRun(bot, ".github/workflows/other.yml"),
    afterRun(bot, wake.path, "tests"),
    afterRun("{ uses: 'actions/checkout@v6' }"),
    afterRun("{ uses: 'actions/download-artifact@v6' }"),
    afterRun("{ run: 'true' }"),
  ],
  good: [afterRun(bot), sampleWorkflow(["steps: []"], ["on: { pull_request: { types: [opened] }, push: {} }"])],
};
