import {
  ForgeError,
  type PluginApproval,
  parsePluginApproval,
  type Reviewers,
  type TrustPolicy,
} from "@plugsmith/schemas";
import { renderApprovalMessage } from "../proof/approval-message.ts";
import { decideProof } from "../proof/decide-proof.ts";
import { listKeys } from "../proof/list-keys.ts";
import { decideRole } from "../quorum/decide-role.ts";
import type { Statement } from "./statement.ts";

export interface ApprovalExpectation {
  readonly policy: TrustPolicy;
  readonly reviewers: Reviewers;
  readonly digest: string;
  readonly headSha: string;
}

const refuse = (code: "quorum_missing" | "attestation_missing", message: string, facts = {}): never => {
  throw new ForgeError(code, {
    message,
    hint: "Do not use this package; ask the forge's maintainers to publish it again.",
    facts,
  });
};

function checkSubject(approval: PluginApproval, wanted: ApprovalExpectation): void {
  const pairs: [string, string, string][] = [
    ["repository", approval.repository, wanted.policy.repository],
    ["repositoryId", approval.repositoryId, wanted.policy.repositoryId],
    ["headSha", approval.headSha, wanted.headSha],
    ["digest", approval.digest, wanted.digest],
  ];
  for (const [field, found, expected] of pairs)
    if (found !== expected)
      refuse("attestation_missing", `The approvals were given for something else: ${field} differs.`, {
        field,
        expected,
        found,
      });
}

/** Where the policy demands a signature, the attested one is checked again with the verifier's own list of keys. */
function checkProof(
  { plugin, digest, headSha }: PluginApproval,
  { policy, reviewers }: ApprovalExpectation,
  person: { id: number; login: string; submittedAt: string; signature: string },
): void {
  const kind = policy.approvals.proof;
  if (kind === undefined) return;
  const message = renderApprovalMessage({ ...plugin, digest, headSha });
  const reason = decideProof(person.signature, { kind, message }, listKeys(reviewers, person.id, person.submittedAt));
  if (reason !== null)
    refuse("quorum_missing", `The approval of ${person.login} carries no signature that the policy accepts.`, {
      reviewer: person.id,
      reason,
    });
}

/**
 * Counts the attested approvals again with the verifier's own list of reviewers: distinct people, in the role when they
 * approved, none of them excluded, all before the decision, each with the signature that the policy demands.
 * @throws ForgeError `attestation_missing` when the predicate is about something else, `quorum_missing` when it does not carry.
 */
export function verifyApproval(statement: Statement, wanted: ApprovalExpectation): PluginApproval {
  const parsed = parsePluginApproval(statement.predicate);
  if (!parsed.ok) return refuse("attestation_missing", "The approval attestation does not match its schema.");
  const approval = parsed.value;
  checkSubject(approval, wanted);
  const excluded = new Set(approval.excluded.map((person) => person.id));
  const people = new Set<number>();
  for (const { id, login, submittedAt, signature } of approval.approvals) {
    if (people.has(id)) refuse("quorum_missing", `${login} is counted twice.`, { reviewer: id });
    if (excluded.has(id)) refuse("quorum_missing", `${login} may not approve this package.`, { reviewer: id });
    const role = decideRole(wanted.reviewers, id, submittedAt);
    if (role !== "holds")
      refuse("quorum_missing", `${login} did not hold the approver role when approving.`, { reviewer: id, role });
    if (!(Date.parse(submittedAt) <= Date.parse(approval.decidedAt)))
      refuse("quorum_missing", `${login} approved after the decision.`, { reviewer: id });
    checkProof(approval, wanted, { id, login, submittedAt, signature: signature ?? "" });
    people.add(id);
  }
  const required = Math.max(wanted.policy.approvals.required, approval.required);
  if (people.size < required)
    refuse("quorum_missing", `${people.size} of ${required} approvals are attested.`, { count: people.size, required });
  return approval;
}
