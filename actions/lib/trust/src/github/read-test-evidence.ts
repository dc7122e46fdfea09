import type { StepResult } from "@plugsmith/schemas";
import { pick, pickId } from "./decode.ts";
import type { GitHubApi } from "./github-api.ts";
import { readList } from "./read-answer.ts";
import type { PipelineRun } from "./read-pipeline-run.ts";
import { mostResultsBytes, readResultsZip, type StepEvidence } from "./read-results-zip.ts";

export interface TestEvidenceQuestion {
  readonly repository: string;
  readonly pipeline: PipelineRun;
  readonly plugin: { readonly name: string; readonly version: string };
  readonly headSha: string;
  /** D: what is being signed. */
  readonly digest: string;
}

/** What the approved run's steps said of the very commit and digest. */
export interface TestEvidence {
  readonly pipeline: PipelineRun;
  readonly test: StepEvidence;
  readonly sandbox: StepEvidence;
  readonly package: StepEvidence;
}

/** The evidence, or why there is none that can be used; a sentence without its full stop. */
export type TestEvidenceAnswer = { readonly kind: "read"; readonly evidence: TestEvidence } | Unusable;
interface Unusable {
  readonly kind: "unusable";
  readonly why: string;
}

const artifactName = "forge-results";
const unusable = (why: string): Unusable => ({ kind: "unusable", why });

/** Why a step's result says nothing of this commit. */
function findFault({ status, headSha, plugin }: StepResult, question: TestEvidenceQuestion): string | null {
  if (status !== "success") return "did not succeed";
  if (headSha !== question.headSha) return "is of another commit";
  if (plugin?.name !== question.plugin.name || plugin.version !== question.plugin.version)
    return "is of another plugin or version";
  return null;
}

function decideEvidence(
  results: ReadonlyMap<string, StepEvidence>,
  question: TestEvidenceQuestion,
): TestEvidenceAnswer {
  const [test, sandbox, packaged] = ["test", "sandbox", "package"].map((step) => results.get(step));
  if (!test || !sandbox || !packaged) return unusable("the run's results lack a step");
  for (const { result } of [test, sandbox, packaged]) {
    const fault = findFault(result, question);
    if (fault !== null) return unusable(`the result of step ${result.step} ${fault}`);
  }
  // The run tested what it packed; only these bytes may carry its word.
  if (packaged.result.digest !== question.digest) return unusable("the run packed other bytes than are signed here");
  return { kind: "read", evidence: { pipeline: question.pipeline, test, sandbox, package: packaged } };
}

/**
 * The results that the approved pipeline run left behind, from its newest artifact `forge-results`. Nobody can add to a run's
 * artifacts but its own jobs, and in the job that ran plugin code the results were written outside the boundary.
 * @throws ForgeError `publish_failed` when GitHub does not answer; what can never be had is answered as `unusable`.
 */
export async function readTestEvidence(api: GitHubApi, question: TestEvidenceQuestion): Promise<TestEvidenceAnswer> {
  const { repository, pipeline } = question;
  const artifacts = await readList(api, `/repos/${repository}/actions/runs/${pipeline.id}/artifacts`, "artifacts");
  const newest = artifacts
    .filter((artifact) => pick(artifact, "name") === artifactName)
    .sort((a, b) => pickId(b, "id") - pickId(a, "id"))[0];
  if (newest === undefined) return unusable("the pipeline run left no results");
  if (pick(newest, "expired") === true) return unusable("GitHub keeps the run's results no longer");
  if (Number(pick(newest, "size_in_bytes") ?? 0) > mostResultsBytes) return unusable("the run's results are too large");
  const path = `/repos/${repository}/actions/artifacts/${pickId(newest, "id")}/zip`;
  const bytes = await api.download(path, "application/vnd.github+json");
  try {
    return decideEvidence(await readResultsZip(bytes), question);
  } catch {
    return unusable("the run's results cannot be read");
  }
}
