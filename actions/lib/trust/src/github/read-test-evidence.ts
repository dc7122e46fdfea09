import type { StepResult } from "@plugsmith/schemas";
import { pick, pickId } from "./decode.ts";
import type { GitHubApi } from "./github-api.ts";
import { readList } from "./read-answer.ts";
import type { PipelineRun } from "./read-pipeline-run.ts";
import { mostResultsBytes, readPairZip, readResultsZip, type StepEvidence } from "./read-results-zip.ts";

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
  /** The sandbox's word with other versions of the platform, where the owners list pairs and it succeeded. */
  readonly pairs: readonly StepEvidence[];
}

/** The evidence, or why there is none that can be used; a sentence without its full stop. */
export type TestEvidenceAnswer = { readonly kind: "read"; readonly evidence: TestEvidence } | Unusable;
interface Unusable {
  readonly kind: "unusable";
  readonly why: string;
}

const artifactName = "forge-results";
const pairName = /^forge-compatibility-(?<wordpress>\d{1,2}\.\d{1,2})-(?<php>\d{1,2}\.\d{1,2})$/u;
/** Pairs that a statement names; the platforms that a registry entry names are one more. */
const mostPairs = 39;
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
  return { kind: "read", evidence: { pipeline: question.pipeline, test, sandbox, package: packaged, pairs: [] } };
}

const download = (api: GitHubApi, repository: string, artifact: unknown) =>
  api.download(`/repos/${repository}/actions/artifacts/${pickId(artifact, "id")}/zip`, "application/vnd.github+json");

/** One pair's result, where it is of this commit, succeeded, and was played in the very release that it is named after. */
async function readPair(api: GitHubApi, question: TestEvidenceQuestion, artifact: unknown): Promise<StepEvidence[]> {
  const { wordpress, php } = pairName.exec(String(pick(artifact, "name")))?.groups ?? {};
  if (pick(artifact, "expired") === true || Number(pick(artifact, "size_in_bytes") ?? 0) > mostResultsBytes) return [];
  const bytes = await download(api, question.repository, artifact);
  const found = await readPairZip(bytes).catch(() => null);
  if (found === null || findFault(found.result, question) !== null) return [];
  const versions = found.result.sandbox?.versions ?? {};
  // A package of PHP has no WordPress; of its pair the language counts.
  const [played, named] =
    versions["wordpress"] === undefined ? [versions["php"], php] : [versions["wordpress"], wordpress];
  return played?.startsWith(`${named}.`) ? [found] : [];
}

/** A pair that cannot be read is left out: it is evidence besides, and its absence makes no package worse. */
async function readPairs(
  api: GitHubApi,
  question: TestEvidenceQuestion,
  artifacts: readonly unknown[],
): Promise<StepEvidence[]> {
  const byName = new Map<string, unknown>();
  for (const artifact of artifacts) {
    const name = String(pick(artifact, "name"));
    if (pairName.test(name) && !byName.has(name)) byName.set(name, artifact);
  }
  const names = [...byName.keys()].sort().slice(0, mostPairs);
  const pairs: StepEvidence[] = [];
  for (const name of names) pairs.push(...(await readPair(api, question, byName.get(name))));
  return pairs;
}

/**
 * The results that the approved pipeline run left behind, from its newest artifact `forge-results`. Nobody can add to a run's
 * artifacts but its own jobs, and in the job that ran plugin code the results were written outside the boundary.
 * @throws ForgeError `publish_failed` when GitHub does not answer; what can never be had is answered as `unusable`.
 */
export async function readTestEvidence(api: GitHubApi, question: TestEvidenceQuestion): Promise<TestEvidenceAnswer> {
  const { repository, pipeline } = question;
  const listed = await readList(api, `/repos/${repository}/actions/runs/${pipeline.id}/artifacts`, "artifacts");
  const artifacts = [...listed].sort((a, b) => pickId(b, "id") - pickId(a, "id"));
  const newest = artifacts.find((artifact) => pick(artifact, "name") === artifactName);
  if (newest === undefined) return unusable("the pipeline run left no results");
  if (pick(newest, "expired") === true) return unusable("GitHub keeps the run's results no longer");
  if (Number(pick(newest, "size_in_bytes") ?? 0) > mostResultsBytes) return unusable("the run's results are too large");
  const bytes = await download(api, repository, newest);
  let answer: TestEvidenceAnswer;
  try {
    answer = decideEvidence(await readResultsZip(bytes), question);
  } catch {
    return unusable("the run's results cannot be read");
  }
  if (answer.kind !== "read") return answer;
  return { kind: "read", evidence: { ...answer.evidence, pairs: await readPairs(api, question, artifacts) } };
}
