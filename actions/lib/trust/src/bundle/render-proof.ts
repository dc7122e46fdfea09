import type { PluginApproval, PluginBom, TestResult, TrustPolicy } from "@plugsmith/schemas";
import { isKeyPolicy } from "./key-policy.ts";
import type { ProvenanceFacts } from "./verify-provenance.ts";

interface ProofFacts {
  readonly policy: TrustPolicy;
  readonly provenance: ProvenanceFacts;
  readonly approvals: PluginApproval;
  /** SLSA levels of the verification summary that hold. */
  readonly levels: readonly string[];
  readonly tests: TestResult | null;
  readonly bom: PluginBom | null;
  /** Whether a missing test result or bill of materials is missing, and not only left out here. */
  readonly lookedAtAll: boolean;
  readonly fileCount: number;
}

function renderSigner(policy: TrustPolicy, { signerDigest }: ProvenanceFacts): string {
  if (!isKeyPolicy(policy))
    return `These bytes were signed by ${policy.signerWorkflow} at ${signerDigest.slice(0, 7)} (${policy.runnerEnvironment} runner).`;
  const { signatures } = policy.thresholds;
  return signatures > 1
    ? `These bytes were signed by ${signatures} different keys of the policy.`
    : `These bytes were signed by a key of the policy, ${signerDigest}.`;
}

/** What the statements that no policy needs add to it. */
function renderExtras({ tests, bom, lookedAtAll }: ProofFacts): { proved: string[]; notProved: string[] } {
  const proved: string[] = [];
  const notProved: string[] = [];
  if (tests)
    proved.push(`Before anybody approved them, the pipeline's tests of them gave ${tests.result} (${tests.url}).`);
  else if (lookedAtAll) notProved.push("That they were tested: no test result is attested.");
  if (bom) proved.push("The attested bill of materials names exactly these files.");
  else if (lookedAtAll) notProved.push("What they are made of: no bill of materials is attested.");
  return { proved, notProved };
}

/** What a successful verification shows and what it cannot show, as sentences for people. */
export function renderProof(facts: ProofFacts): { proved: string[]; notProved: string[] } {
  const { policy, provenance, approvals, levels, fileCount } = facts;
  const people = approvals.approvals.map((person) => person.login).join(", ");
  const proved = [
    renderSigner(policy, provenance),
    `They were built from commit ${provenance.headSha} of ${policy.repository}, run ${provenance.invocation}.`,
    `${approvals.approvals.length} approvers (${people}) approved that exact commit; ${policy.approvals.required} are required.`,
    `The archive holds exactly the ${fileCount} files of its index, with the listed digests.`,
  ];
  if (policy.approvals.proof !== undefined)
    proved.push(
      `Each of them signed the package's digest with ${policy.approvals.proof === "ssh-sk" ? "a security key that was touched" : "an SSH key"} of their entry in reviewers.json.`,
    );
  if (levels.length > 0)
    proved.push(`The forge claims ${levels.join(", ")} (SLSA 1.2), and the approvals bear it out.`);
  if (policy.thresholds.log > 0) proved.push("The signature is recorded in the transparency log.");
  const notProved = [
    "That the code is free of mistakes or bad intent: people judged it.",
    "That two approvers' accounts belong to two different people.",
    "That no revocation exists that is newer than the registry data used here.",
  ];
  if (policy.thresholds.log === 0) notProved.push("That the signature is publicly recorded: this mode keeps no log.");
  if (isKeyPolicy(policy)) {
    notProved.push("Where these bytes were built: the key's holder says so, no certificate does.");
    if (policy.thresholds.timestamp === 0)
      notProved.push("When they were signed: this policy asks for no trusted time.");
  }
  if (policy.approvals.required < 2) notProved.push("That two people approved: the policy requires only one.");
  const extras = renderExtras(facts);
  return { proved: [...proved, ...extras.proved], notProved: [...notProved, ...extras.notProved] };
}
