import type { Correction } from "../world.ts";

/** The state of a review is upper case in the API and lower case in webhooks; emulate sends upper case in both. */
export const reviewStateCase: Correction = (world) => {
  world.events.push(({ event, payload }) => {
    if (event === "pull_request_review")
      payload.review = { ...payload.review, state: String(payload.review.state).toLowerCase() };
  });
};
