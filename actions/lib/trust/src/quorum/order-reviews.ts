import type { ReviewFact } from "./quorum.ts";

/** States that decide; a comment or a draft never replaces an approval. */
const deciding = new Set(["APPROVED", "CHANGES_REQUESTED", "DISMISSED"]);

export interface OrderedReview extends ReviewFact {
  readonly state: "APPROVED" | "CHANGES_REQUESTED" | "DISMISSED";
  /** Is this the person's newest deciding review? */
  readonly latest: boolean;
}

const submitted = (review: ReviewFact) => {
  const time = Date.parse(review.submittedAt ?? "");
  return Number.isNaN(time) ? 0 : time;
};

/**
 * The deciding reviews, oldest first, with the newest of each person marked. Order is time, then id: GitHub's times have
 * whole seconds and its ids grow.
 */
export function orderReviews(reviews: readonly ReviewFact[]): OrderedReview[] {
  const known = reviews
    .map((review) => ({ ...review, state: review.state.toUpperCase() }))
    .filter((review) => deciding.has(review.state))
    .sort((a, b) => submitted(a) - submitted(b) || a.id - b.id);
  const newest = new Map<number, number>();
  for (const review of known) if (review.user) newest.set(review.user.id, review.id);
  return known.map((review) => ({
    ...review,
    state: review.state as OrderedReview["state"],
    latest: review.user === null || newest.get(review.user.id) === review.id,
  }));
}
