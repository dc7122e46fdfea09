import { alone, type Command, done, refuse } from "./command.ts";

export const unhold: Command = {
  name: "unhold",
  ...alone,
  summary: "lifts a hold",
  run({ facts, state, actor, comment }) {
    if (!state.hold) return refuse("not_now", "The request is not on hold.", "Nothing needs to be done.");
    const record = {
      kind: "unhold",
      request: facts.request.number,
      actor: { id: actor.id, login: actor.login },
      data: { comment: comment.id },
    } as const;
    return done("The hold is lifted.", { records: [record], effects: [], notes: ["hold lifted"] });
  },
};
