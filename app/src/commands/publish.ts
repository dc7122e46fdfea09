import { planPublish } from "../decisions/decide-progress.ts";
import { type Command, done, refuse, written } from "./command.ts";

export const publish: Command = {
  name: "publish",
  summary: "publishes the approved package; a dry run only tries",
  grammar: { keys: { "dry-run": { kind: "boolean" } } },
  examples: [written({ values: new Map([["dry-run", true]]) })],
  run({ facts, state, written: { values }, actor, comment }) {
    const dryRun = values.get("dry-run") === true;
    if (facts.release)
      return refuse(
        "not_now",
        `Version ${facts.release.version} is published already.`,
        "Open a new request for the next version.",
      );
    if (state.hold) return refuse("not_now", "The request is on hold.", "Comment `/forge unhold` first.");
    if (state.name === "publishing") return refuse("not_now", "Publishing is under way.", "Wait for its end.");
    if (state.name === "publish-failed" && state.quorum?.reached)
      return done("Publishing goes on where it stopped.", planPublish(facts, actor, { dryRun, comment: comment.id }));
    if (state.name !== "approved") {
      const { quorum } = state;
      if (state.name === "review" && quorum)
        return refuse(
          "quorum_missing",
          quorum.blockedBy.length > 0
            ? `${quorum.count} of ${quorum.required} approvals of this commit count, but something else blocks it.`
            : `${quorum.count} of ${quorum.required} approvals of this commit count.`,
          "The status comment says what blocks it and why a review is not counted.",
        );
      return refuse(
        "not_now",
        "The request is not ready to be published.",
        "The status comment says what it waits for.",
      );
    }
    return done(
      dryRun
        ? "A dry run of publishing starts; nothing will be merged or released."
        : "Publishing starts: rebuild twice, merge, sign, release.",
      planPublish(facts, actor, { dryRun, comment: comment.id }),
    );
  },
};
