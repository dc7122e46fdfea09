import { createFakeForge, digestA, type FakeForge, goodBody, greenResults, people } from "./fake-forge.ts";

const { bob, carol, dave } = people;

/** A forge where a request was opened. */
export async function openForge(options: { config?: string; user?: typeof bob } = {}) {
  const forge = createFakeForge(options.config === undefined ? {} : { config: options.config });
  forge.openIssue(options.user ?? bob, "Forge request: scale", goodBody, ["forge-request"]);
  await forge.touch(1, options.user ?? bob);
  return forge;
}

/** A forge whose request is green and has its two approvals. */
export async function openApproved(options: { config?: string } = {}): Promise<FakeForge> {
  const forge = await openForge(options);
  forge.tick(1000);
  forge.endRun("forge-pipeline.yml", "success", greenResults(digestA));
  await forge.touch(1);
  forge.tick(1000);
  for (const user of [carol, dave]) forge.review(2, user, "APPROVED");
  await forge.touch(1);
  return forge;
}

/** The newest answer to a command. */
export const lastAnswer = (forge: FakeForge, thread = 1) =>
  forge.told(thread).findLast((body) => body.includes("plugsmith:note answer-")) ?? "";
/** Runs of one workflow, oldest first. */
export const runsOf = (forge: FakeForge, workflow: string) =>
  forge.state.runs.filter((run) => run.workflow === workflow);
