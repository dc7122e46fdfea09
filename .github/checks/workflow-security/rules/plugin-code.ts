import { type Rule, type Sample, sampleWorkflow } from "../rule.ts";
import type { WorkflowFile, WorkflowJob } from "../workflow-file.ts";

/** Steps that run a plugin's own lines. package only reads what build staged. */
const runsPlugin = /(^|\/)actions\/(build|test|sandbox)(@|$)/;
/** Dependencies' lines. */
const runsDependencies = /\b(npm|npx|pnpm|yarn|vitest)\b|\bnode\s+(?!--print|-p\b)/;

const isStrangersCode = ({ uses = "", run = "" }: WorkflowJob["steps"][number]) =>
  runsPlugin.test(uses) || runsDependencies.test(run);

function judgeJob(file: WorkflowFile, job: WorkflowJob): string[] {
  if (!job.steps.some(isStrangersCode)) return [];
  const { contents, ...others } = (job.permissions ?? {}) as Record<string, unknown>;
  const text = JSON.stringify(job);
  const held = [
    typeof job.permissions !== "object" && "permissions that are not listed",
    contents !== undefined && contents !== "read" && contents !== "none" && "contents: write",
    ...Object.entries(others).map(([scope, level]) => level !== "none" && `${scope}: ${String(level)}`),
    job.environment !== undefined && "an environment",
    /\bsecrets\s*[.[]|\(secrets\)/.test(text) && "a secret",
    /\bgithub\s*\.\s*token\b|\(github\)/.test(text) && "the job's token in a step's inputs or environment",
    /self-hosted/.test(JSON.stringify(job["runs-on"] ?? "")) && "a machine that outlives it",
    ("pull_request_target" in file.on || "workflow_run" in file.on) && "an event that grants a stranger our rights",
  ];
  return held.filter((what) => what !== false).map((what) => `${file.path}, ${job.id}: runs others' code with ${what}`);
}

const build = "steps: [{ uses: $/actions/build, with: { name: x } }]";
const job = (...lines: string[]): Sample => sampleWorkflow(lines);

export const pluginCode: Rule = {
  name: "plugin-code",
  why: "What runs in a job can read the job's memory: token, secrets, identity. Plugins and dependencies meet none of them.",
  find: (file) => file.jobs.flatMap((each) => judgeJob(file, each)),
  bad: [
    job(build),
    job("permissions: write-all", build),
    job("permissions: { contents: write }", build),
    job("permissions: { contents: read, id-token: write }", build),
    job("permissions: { contents: read, checks: read }", build),
    job("permissions: { contents: read }", "environment: forge-publish", build),
    job("permissions: { contents: read }", "steps: [{ uses: ./actions/test, with: { key: '${{ secrets.KEY }}' } }]"),
    job("permissions: { contents: read }", "steps: [{ run: npm ci, env: { TOKEN: '${{ github.token }}' } }]"),
    job("permissions: { id-token: write }", "steps: [{ run: npx publish-it }]"),
    job("permissions: { contents: write }", "steps: [{ run: node scripts/release.js }]"),
    job("permissions: { contents: write }", "steps: [{ uses: 'acme/plugsmith/actions/sandbox@0123' }]"),
    sampleWorkflow(["permissions: {}", build], ["on: pull_request_target"]),
    { ...job(), text: job("permissions: {}", build).text.replace("ubuntu-24.04", "[self-hosted, bench]") },
  ],
  good: [
    job("permissions: { contents: read }", build),
    job("permissions: {}", "steps: [{ run: npm test }]"),
    job(
      "permissions: { id-token: write }",
      "steps: [{ uses: $/actions/sign, with: { github-token: '${{ github.token }}' } }]",
    ),
    job("permissions: { contents: write }", "steps: [{ run: git push origin main }]"),
  ],
};
