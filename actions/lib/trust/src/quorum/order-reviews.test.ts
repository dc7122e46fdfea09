import { describe, expect, it } from "vitest";
import { makeReview } from "../testing.ts";
import { orderReviews } from "./order-reviews.ts";

describe("orderReviews", () => {
  it("leaves comments and drafts out and marks each person's newest review", () => {
    const reviews = [
      makeReview(1, { id: 3, submittedAt: "2026-06-01T12:00:00Z" }),
      makeReview(1, { id: 1, state: "changes_requested", submittedAt: "2026-06-01T10:00:00Z" }),
      makeReview(2, { id: 2, submittedAt: "2026-06-01T11:00:00Z" }),
      makeReview(1, { id: 4, state: "COMMENTED", submittedAt: "2026-06-01T13:00:00Z" }),
      makeReview(2, { id: 5, state: "PENDING", submittedAt: null }),
    ];
    expect(orderReviews(reviews).map(({ id, state, latest }) => [id, state, latest])).toEqual([
      [1, "CHANGES_REQUESTED", false],
      [2, "APPROVED", true],
      [3, "APPROVED", true],
    ]);
  });

  it("lets the higher id be the newer one within a second", () => {
    const reviews = [makeReview(1, { id: 8, state: "CHANGES_REQUESTED" }), makeReview(1, { id: 7 })];
    expect(orderReviews(reviews).find((review) => review.latest)?.id).toBe(8);
  });
});
