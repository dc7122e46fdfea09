import { type PluginApproval, type PluginBom, type TestResult, type TrustPolicy } from "@plugsmith/schemas";
import { isKeyPolicy } from "./key-policy.ts";
import { approvalType, bomType, provenanceType, summaryType, testResultType } from "./statement.ts";
import type { VerifiedStatement } from "./verify-bundle.ts";
import type { ProvenanceFacts } from "./verify-provenance.ts";

/** One verified statement in words. */
export interface AttestationReport {
  readonly predicateType: string;
  /** A name for people. */
  readonly title: string;
  /** Sentences: what it shows, and what it cannot show. */
  readonly proved: readonly string[];
  readonly notProved: readonly string[];
}

export interface VerifiedFacts {
  readonly policy: TrustPolicy;
  readonly provenance: ProvenanceFacts;
  readonly approvals: PluginApproval;
  readonly levels: readonly string[];
  readonly tests: TestResult | null;
  readonly bom: PluginBom | null;
}

type Words = Omit<AttestationReport, "predicateType">;

function describeProvenance({ policy, provenance }: VerifiedFacts): Words {
  const { headSha, repository, invocation, builderId } = provenance;
  return {
    title: "SLSA provenance v1",
    proved: [`Built from commit ${headSha} of ${repository} by ${builderId}, run ${invocation}.`],
    notProved: [
      isKeyPolicy(policy)
        ? "That this workflow built it: the key's holder says so."
        : "That the commit is harmless: it says where the bytes come from, not what they do.",
    ],
  };
}

function describeApproval({ approvals }: VerifiedFacts): Words {
  const people = approvals.approvals.map(({ login }) => login).join(", ");
  return {
    title: "Approvals (plugin-approval v1)",
    proved: [
      `${people} approved commit ${approvals.headSha.slice(0, 7)} with this digest in pull request #${approvals.pullRequest}.`,
    ],
    notProved: ["How closely they looked, and that two accounts are two people."],
  };
}

const describeSummary = ({ levels }: VerifiedFacts): Words => ({
  title: "SLSA verification summary v1",
  proved: [`The forge claims ${levels.join(", ")}; the approvals above bear it out.`],
  notProved: ["Anything that the approvals do not: it sums them up for tools that know no predicate of ours."],
});

const judges: Readonly<Record<TestResult["plugsmith"]["judgedBy"], string>> = {
  plugin: "played against the plugin's own process",
  driver: "played against the plugin in a kernel of its platform, by its pack's driver",
  "own-driver": "played through a driver that the plugin brought",
  "self-reported": "answered by the plugin itself",
};

function describeTests(tests: TestResult): Words {
  const { passedTests, warnedTests, failedTests, plugsmith, url } = tests;
  const { ownTests, judgedBy, confinement, sandbox } = plugsmith;
  const left = warnedTests.length > 0 ? ` (${warnedTests.join(", ")})` : "";
  const boundary =
    confinement === "os" ? "behind the operating system's boundary" : `with boundary ${confinement} only`;
  const lived = sandbox
    ? `sandbox level ${sandbox.level}, driver ${sandbox.driver}`
    : "no sandbox that could be proved";
  return {
    title: "Test result v0.1",
    proved: [
      `${tests.result}: ${passedTests.length} checks passed, ${warnedTests.length} with a warning${left}, ${failedTests.length} failed, in ${url}, which packed these very bytes before anybody approved them.`,
      `The contract was ${judges[judgedBy]}, ${boundary}; ${lived}.`,
    ],
    notProved: [
      `What the plugin's own ${ownTests.passed + ownTests.failed} tests are worth: its author wrote them, and they count themselves.`,
      "That the machine of that run was honest: the package was built again elsewhere, the tests were not.",
    ],
  };
}

function describeBom({ metadata, components = [] }: PluginBom): Words {
  const libraries = components.filter(({ type }) => type === "library").length;
  return {
    title: "CycloneDX bill of materials",
    proved: [
      `It names exactly the ${metadata.component.components.length} files of the package with their digests, and the ${components.length - libraries} plugins that it depends on.`,
      ...(libraries === 0 ? [] : [`By the word of the build, packages of others in those files: ${libraries}.`]),
    ],
    notProved: [
      libraries === 0
        ? "What was copied or bundled into those files, and that the licence is the author's to give."
        : "What else was copied into those files, and that the licence is the author's to give.",
    ],
  };
}

const describeOther = (type: string): Words => ({
  // A stranger's text on somebody's terminal.
  title: type.slice(0, 200).replace(/[^\x21-\x7e]/gu, "?"),
  proved: ["The policy's signer signed it for these bytes."],
  notProved: ["What it says: this version of Plugsmith does not know it, and judged only its signature."],
});

function describe(type: string, facts: VerifiedFacts): Words {
  if (type === provenanceType) return describeProvenance(facts);
  if (type === approvalType) return describeApproval(facts);
  if (type === summaryType) return describeSummary(facts);
  if (type === testResultType && facts.tests) return describeTests(facts.tests);
  if (type === bomType && facts.bom) return describeBom(facts.bom);
  return describeOther(type);
}

/** Each verified statement in words, in the order of the bundle file. */
export function renderAttestations(
  verified: readonly VerifiedStatement[],
  facts: VerifiedFacts,
): readonly AttestationReport[] {
  return verified.map(({ statement: { predicateType } }) => ({ predicateType, ...describe(predicateType, facts) }));
}
