import { ForgeError, type PluginApproval, parsePluginApproval } from "@plugsmith/schemas";
import { approvalType, type ExcludedPerson, type Quorum, type Statement } from "@plugsmith/trust";
import { makeStatement } from "./make-provenance.ts";

export interface ApprovalInput {
  readonly zipName: string;
  readonly digest: string;
  readonly repository: string;
  readonly repositoryId: string;
  readonly pullRequest: number;
  readonly request: number;
  readonly headSha: string;
  /** Git tree of `plugins/<name>` in H. */
  readonly tree: string;
  readonly plugin: { readonly name: string; readonly version: string };
  readonly quorum: Quorum;
  readonly excluded: readonly ExcludedPerson[];
  /** Digest of the permissions that every counted approval confirmed, where that was asked for. */
  readonly permissions?: string;
  /** Armored SSH signatures by review id, where the forge demands them. */
  readonly signatures?: Readonly<Record<number, string>>;
  readonly decidedAt: string;
}

/**
 * The statement that tells which reviews were counted for a package.
 * @throws ForgeError `quorum_missing` when the quorum is not reached: there is nothing to attest then.
 */
export function makeApproval(input: ApprovalInput): Statement {
  const { quorum } = input;
  if (!quorum.reached)
    throw new ForgeError("quorum_missing", {
      message: `${quorum.count} of ${quorum.required} approvals count for ${input.headSha.slice(0, 7)}.`,
      hint: "Ask approvers to review the newest commit, then publish again.",
      facts: { count: quorum.count, required: quorum.required },
    });
  const predicate: PluginApproval = {
    schemaVersion: 1,
    repository: input.repository,
    repositoryId: input.repositoryId,
    pullRequest: input.pullRequest,
    request: input.request,
    headSha: input.headSha,
    tree: input.tree,
    digest: input.digest,
    required: quorum.required,
    ...(input.permissions !== undefined && { permissions: input.permissions }),
    approvals: quorum.counted.map(({ id, login, reviewId, submittedAt }) => {
      const signature = input.signatures?.[reviewId];
      return { id, login, reviewId, submittedAt, ...(signature !== undefined && { signature }) };
    }),
    // People known by login only cannot be compared by a verifier, which has ids; they were excluded here.
    excluded: input.excluded.flatMap(({ id, login, reason }) => (id === null ? [] : [{ id, login, reason }])),
    decidedAt: input.decidedAt,
    plugin: input.plugin,
  };
  const parsed = parsePluginApproval(predicate);
  if (!parsed.ok)
    throw new ForgeError("signing_failed", {
      message: `The approval attestation would not match its schema: ${parsed.issues[0]?.path}.`,
    });
  return makeStatement(input, approvalType, { ...predicate });
}
