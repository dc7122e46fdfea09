import { listHandedOver } from "@plugsmith/trust";
import { planRevocationAgain } from "../decisions/decide-again.ts";
import { isPublishRunning, listAdded, listMissing, listOffering } from "../decisions/decide-channels.ts";
import { planPipeline, planPublish } from "../decisions/decide-progress.ts";
import { isDryRun } from "../decisions/derive-state.ts";
import { renderCode } from "../render/render-code.ts";
import { type Command, done, refuse, written } from "./command.ts";

const steps = ["build", "test", "sandbox", "package"];

export const retry: Command = {
  name: "retry",
  summary: "runs a failed pipeline again, from build on; `publish` goes on with publishing, for those who may publish",
  grammar: { word: { name: "step", required: false, type: { kind: "choice", of: [...steps, "publish"] } } },
  examples: [written({ word: "test" }), written({ word: "publish" })],
  run({ facts, state, written: { word: step }, actor, comment, refuseRole }) {
    if (state.hold) return refuse("not_now", "The request is on hold.", "Comment `/forge unhold` first.");
    const offering = listOffering(facts);
    if (step !== null && step !== "publish" && (listMissing(facts).length > 0 || offering.length > 0))
      return refuse("not_now", "The version is published.", "Comment `/forge retry publish` for its channels.");
    if (offering.length > 0)
      return done(
        "What could not take the version back is tried again.",
        planRevocationAgain(facts, "revoke_confirmed"),
      );
    // Whether people are done is asked of the channel by the next run.
    const handedOver =
      step === "publish" && facts.release && !isPublishRunning(facts) ? listHandedOver(facts.ledger) : [];
    const added = step === "publish" ? listAdded(facts).map(({ name }) => name) : [];
    const goesOn = listMissing(facts).length + handedOver.length + added.length > 0 || state.name === "publish-failed";
    if (goesOn && (step === null || step === "publish")) {
      // A publication asked for anew is one more publication, whoever asked first.
      const refused = refuseRole("publish");
      if (refused) return refused;
      const decision = planPublish(facts, actor, { dryRun: isDryRun(facts), comment: comment.id });
      return decision.effects.length > 0
        ? done(
            added.length === 0
              ? "Publishing goes on where it stopped."
              : `The version goes to ${added.map((name) => renderCode(name)).join(", ")} too, and publishing goes on where it stopped.`,
            decision,
          )
        : refuse(
            "not_now",
            "The package's digest or its approvals are not known any more.",
            "The status comment says what is missing.",
          );
    }
    if (state.name !== "failed" || step === "publish")
      return refuse(
        "not_now",
        "There is nothing that failed and could be run again.",
        "The status comment says what the request waits for.",
      );
    const decision = planPipeline(facts, actor, { comment: comment.id, ...(step && { from: step }) });
    // No result of an earlier run is taken over: the digest must come from one run that built, tested and packed it itself.
    const before = step && step !== "build" ? ` It comes to **${step}** again after the steps before it.` : "";
    return done(`The pipeline runs again, from **build** on.${before}`, decision);
  },
};
