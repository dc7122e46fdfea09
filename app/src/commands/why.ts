import { renderNext } from "../render/render-next.ts";
import { renderText } from "../render/render-text.ts";
import { renderWaiting } from "../render/render-waiting.ts";
import { alone, type Command, done } from "./command.ts";

export const why: Command = {
  name: "why",
  ...alone,
  summary: "says what the request waits for, since when, and who can unblock it",
  run({ facts, state }) {
    const { quorum } = state;
    const open = facts.pull?.open === true;
    const counts =
      quorum && open
        ? [`- **Approvals** of \`${facts.pull?.headSha.slice(0, 7)}\`: ${quorum.count} of ${quorum.required}`]
        : [];
    const uncounted = open ? (quorum?.uncounted ?? []).map((review) => `  - ${renderText(review.message)}`) : [];
    return done(
      [renderNext(facts, state), "", ...renderWaiting(facts, state), ...counts, ...uncounted].join("\n").trim(),
    );
  },
};
