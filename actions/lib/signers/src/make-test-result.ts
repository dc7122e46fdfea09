import { parseTestResult, type StepResult, type TestResult } from "@plugsmith/schemas";
import { decideResult, type Statement, testResultType } from "@plugsmith/trust";
import type { PipelineRun, TestEvidence } from "@plugsmith/trust/github";
import { makeStatement } from "./make-provenance.ts";

export interface TestResultInput {
  readonly zipName: string;
  readonly digest: string;
  /** Address of the GitHub server, for example https://github.com. */
  readonly serverUrl: string;
  readonly repository: string;
  readonly headSha: string;
  /** Git tree of `plugins/<name>` in H. */
  readonly tree: string;
  readonly plugin: { readonly name: string; readonly version: string };
  /** What the approved run left behind, already compared with commit and digest. */
  readonly evidence: TestEvidence;
}

type Judge = TestResult["plugsmith"]["judgedBy"];
type Names = Pick<TestResult, "passedTests" | "warnedTests" | "failedTests"> & { readonly notApplicable: string[] };

const judges: readonly string[] = ["plugin", "driver", "own-driver", "self-reported"] satisfies Judge[];
// Whoever brought the judge has judged himself.
const ownJudges: readonly Judge[] = ["own-driver", "self-reported"];

function readJudge({ facts }: StepResult): Judge {
  const found = facts?.["contractBy"];
  // An unknown judge is taken for the weakest.
  return typeof found === "string" && judges.includes(found) ? (found as Judge) : "self-reported";
}

/** The sandbox's part: whether the plugin lived, behind what, and in which platform. */
function nameSandbox({ confinement, sandbox }: StepResult): [string, "passed" | "warned"][] {
  const names: [string, "passed" | "warned"][] = [
    ["sandbox/life", "passed"],
    // The step fails where one attempt at a boundary succeeds, and says nothing of attempts where there is none to attack.
    ["sandbox/boundary", confinement === "os" && sandbox !== undefined ? "passed" : "warned"],
  ];
  if (sandbox?.level === "real") names.push(["sandbox/platform", "passed"]);
  return names;
}

function nameTests(test: StepResult, sandbox: StepResult, judge: Judge): Names {
  const own = test.tests ?? { passed: 0, failed: 0, skipped: 0 };
  const contract = (test.contract ?? []).map(({ suite, check, status }) => {
    const verdict = status === "passed" && ownJudges.includes(judge) ? "warned" : status;
    return [`contract/${suite}.${check}`, verdict] as const;
  });
  const ownVerdict = own.failed > 0 ? "failed" : own.skipped > 0 || own.passed === 0 ? "warned" : "passed";
  const all = [["own-tests", ownVerdict] as const, ...contract, ...nameSandbox(sandbox)];
  const pick = (wanted: string) => all.filter(([, verdict]) => verdict === wanted).map(([name]) => name);
  return {
    passedTests: pick("passed"),
    warnedTests: pick("warned"),
    failedTests: pick("failed"),
    notApplicable: pick("not_applicable"),
  };
}

function listConfiguration(input: TestResultInput, { workflows }: PipelineRun): TestResult["configuration"] {
  const { serverUrl, repository, headSha, tree, plugin } = input;
  const judgedBy = workflows.slice(0, 7).map(({ path, commit }) => ({
    name: path.split("@")[0]?.split("/").at(-1) ?? path,
    uri: `git+${serverUrl}/${path}`,
    ...(commit !== null && { digest: { gitCommit: commit } }),
  }));
  const source = {
    name: `plugins/${plugin.name}`,
    uri: `git+${serverUrl}/${repository}@${headSha}`,
    digest: { gitCommit: headSha, gitTree: tree },
  };
  return [source, ...judgedBy];
}

/**
 * The in-toto statement about what the approved pipeline run found. Nothing in it is read from a file of the job that signs.
 * Null where the results hold what cannot be attested, a check whose name is more than a name: a package is not worth less
 * for that than one whose results are gone.
 */
export function makeTestResult(input: TestResultInput): Statement | null {
  const { serverUrl, repository, headSha, digest, plugin, evidence } = input;
  const { pipeline, test, sandbox } = evidence;
  const judgedBy = readJudge(test.result);
  const { notApplicable, ...names } = nameTests(test.result, sandbox.result, judgedBy);
  const trial = sandbox.result.sandbox;
  const compatibility = evidence.pairs.flatMap(({ result, digest: resultDigest }) => {
    const { driver, level, versions } = result.sandbox ?? {};
    return driver && level && versions ? [{ driver, level, versions, result: resultDigest }] : [];
  });
  const predicate: TestResult = {
    result: decideResult(names),
    configuration: listConfiguration(input, pipeline),
    url: `${serverUrl}/${repository}/actions/runs/${pipeline.id}`,
    ...names,
    plugsmith: {
      schemaVersion: 1,
      plugin,
      headSha,
      digest,
      runId: String(pipeline.id),
      endedAt: pipeline.endedAt,
      ownTests: test.result.tests ?? { passed: 0, failed: 0, skipped: 0 },
      judgedBy,
      confinement: test.result.confinement ?? "none",
      ...(trial && { sandbox: { driver: trial.driver, level: trial.level, versions: trial.versions } }),
      ...(compatibility.length > 0 && { compatibility }),
      notApplicable,
      results: { test: test.digest, sandbox: sandbox.digest, package: evidence.package.digest },
    },
  };
  return parseTestResult(predicate).ok ? makeStatement(input, testResultType, { ...predicate }) : null;
}
