import { renderNext } from "../render/render-next.ts";
import { renderText } from "../render/render-text.ts";
import { alone, type Command, done } from "./command.ts";

export const why: Command = {
  name: "why",
  ...alone,
  summary: "explains what the request waits for and why",
  run({ facts, state }) {
    const { quorum } = state;
    const counts =
      quorum && facts.pull?.open
        ? [`Approvals of \`${facts.pull.headSha.slice(0, 7)}\`: ${quorum.count} of ${quorum.required}.`]
        : [];
    const uncounted = facts.pull?.open
      ? (quorum?.uncounted ?? []).map((review) => `- ${renderText(review.message)}`)
      : [];
    return done([renderNext(facts, state), "", ...counts, ...uncounted].join("\n").trim());
  },
};
