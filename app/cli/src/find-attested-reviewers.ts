import type { Reviewers } from "@plugsmith/schemas";

interface Predicate {
  readonly approvals?: readonly { readonly id: number; readonly login: string }[];
}

/**
 * The people whom a bundle's approval attestation names, as a list of reviewers. Used where no `reviewers.json` was given:
 * the verifier then proves that the publishing workflow counted these people, not that they held the role.
 */
export function findAttestedReviewers(bundles: string, approvalType: string): Reviewers {
  const people = bundles.split("\n").flatMap((line) => readPeople(line, approvalType));
  const reviewers = people.map(({ id, login }) => ({
    id,
    login,
    role: "approver" as const,
    from: "1970-01-01T00:00:00Z",
  }));
  return { schemaVersion: 1, reviewers };
}

function readPeople(line: string, approvalType: string): readonly { readonly id: number; readonly login: string }[] {
  try {
    const bundle = JSON.parse(line) as { dsseEnvelope?: { payload?: string } };
    const payload = Buffer.from(bundle.dsseEnvelope?.payload ?? "", "base64").toString("utf8");
    const statement = JSON.parse(payload) as { predicateType?: string; predicate?: Predicate };
    return statement.predicateType === approvalType ? (statement.predicate?.approvals ?? []) : [];
  } catch {
    // Not readable here means not readable for the verifier, which says so with its own code.
    return [];
  }
}
