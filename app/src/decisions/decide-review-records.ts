import type { AuditRecord } from "@plugsmith/schemas";
import type { Quorum } from "@plugsmith/trust";
import type { NewRecord } from "../audit/audit-store.ts";
import type { Facts } from "../facts/facts.ts";
import { decideHeadQuorum } from "./decide-quorum-facts.ts";

function planQuorumRecord(facts: Facts, headSha: string, quorum: Quorum): NewRecord[] {
  const { digest } = facts.pipeline;
  if (!quorum.reached || digest === null) return [];
  const approvals = quorum.counted.map(({ id, login, reviewId, submittedAt }) => ({
    id,
    login,
    reviewId,
    submittedAt,
  }));
  const ids = approvals.map(({ reviewId }) => reviewId).join(" ");
  const isSame = (record: AuditRecord) =>
    record.kind === "quorum_reached" &&
    record.headSha === headSha &&
    record.digest === digest &&
    record.approvals?.map(({ reviewId }) => reviewId).join(" ") === ids;
  if (facts.records.some(isSame)) return [];
  const { number } = facts.request;
  return [
    {
      kind: "quorum_reached",
      request: number,
      actor: null,
      headSha,
      digest,
      approvals,
      data: { required: quorum.required },
    },
  ];
}

function planUncounted(facts: Facts, headSha: string, quorum: Quorum): NewRecord[] {
  return quorum.uncounted.flatMap(({ reviewId, reason }): NewRecord[] => {
    const user = facts.reviews.find((review) => review.id === reviewId)?.user;
    // A person's own newer review is no decision of the forge; accounts of programs are not people.
    if (user?.type !== "User" || reason === "superseded") return [];
    const known = facts.records.some(
      ({ kind, data }) => kind === "review_uncounted" && data?.["review"] === reviewId && data["reason"] === reason,
    );
    const actor = { id: user.id, login: user.login };
    const data = { review: reviewId, reason };
    return known ? [] : [{ kind: "review_uncounted", request: facts.request.number, actor, headSha, data }];
  });
}

/**
 * What the log keeps of reviews: each set of approvals that made the quorum of a head, with people and reviews, and each
 * review that does not count, once for each reason.
 */
export function decideReviewRecords(facts: Facts): NewRecord[] {
  const quorum = decideHeadQuorum(facts);
  if (!quorum || !facts.pull?.open) return [];
  const { headSha } = facts.pull;
  return [...planQuorumRecord(facts, headSha, quorum), ...planUncounted(facts, headSha, quorum)];
}
