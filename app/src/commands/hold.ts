import { type Command, done, refuse } from "./command.ts";

export const hold: Command = {
  name: "hold",
  usage: "/forge hold [why]",
  summary: "stops publishing until somebody lifts it",
  run({ facts, state, written, actor, comment }) {
    if (facts.release || state.name === "cancelled")
      return refuse(
        "not_now",
        "There is nothing left to hold.",
        "An approver may comment `/forge revoke <reason>` for a published version.",
      );
    if (state.name === "publishing")
      return refuse(
        "not_now",
        "Publishing is under way and cannot be stopped safely.",
        "Wait for its end; an approver can revoke the version.",
      );
    const record = {
      kind: "hold",
      request: facts.request.number,
      actor: { id: actor.id, login: actor.login },
      ...(written.rest && { reason: written.rest }),
      data: { comment: comment.id },
    } as const;
    return done("On hold. Nothing is published until `/forge unhold`.", {
      records: [record],
      effects: [],
      notes: ["held"],
    });
  },
};
