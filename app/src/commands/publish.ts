import { decideChannelPlan, listMissing } from "../decisions/decide-channels.ts";
import { planPublish } from "../decisions/decide-progress.ts";
import { decideSigning } from "../decisions/decide-signing.ts";
import { renderChannelPlan } from "../render/render-channels.ts";
import { type Command, done, refuse, written } from "./command.ts";

export const publish: Command = {
  name: "publish",
  summary: "publishes the approved package; a dry run only tries",
  grammar: { keys: { "dry-run": { kind: "boolean" } } },
  examples: [written({ values: new Map([["dry-run", true]]) })],
  run({ facts, state, written: { values }, actor, comment }) {
    const dryRun = values.get("dry-run") === true;
    const missing = listMissing(facts);
    if (facts.release && missing.length === 0)
      return refuse(
        "not_now",
        `Version ${facts.release.version} is published already.`,
        "Open a new request for the next version.",
      );
    if (state.hold) return refuse("not_now", "The request is on hold.", "Comment `/forge unhold` first.");
    if (state.name === "publishing") return refuse("not_now", "Publishing is under way.", "Wait for its end.");
    const unlisted = decideSigning(facts);
    if (unlisted && state.quorum?.reached) return refuse(unlisted.code, unlisted.message, unlisted.hint);
    const plan = dryRun ? ["", ...renderChannelPlan(decideChannelPlan(facts))].join("\n") : "";
    if (missing.length > 0 && !state.quorum?.reached)
      return refuse("quorum_missing", "The approvals of this commit no longer count.", "Approvers review it again.");
    if (missing.length > 0 || (state.name === "publish-failed" && state.quorum?.reached))
      return done(
        `${dryRun ? "A dry run starts; nothing will be released." : "Publishing goes on where it stopped."}${plan}`,
        planPublish(facts, actor, { dryRun, comment: comment.id }),
      );
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
        ? `A dry run of publishing starts; nothing will be merged or released.${plan}`
        : "Publishing starts: rebuild twice, merge, sign, release.",
      planPublish(facts, actor, { dryRun, comment: comment.id }),
    );
  },
};
