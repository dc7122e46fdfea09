import { alone, type Command, done, refuse } from "./command.ts";

export const cancel: Command = {
  name: "cancel",
  ...alone,
  summary: "gives the request up: closes the pull request, deletes its branch, closes the issue",
  run({ facts, state, actor, comment }) {
    if (facts.release)
      return refuse(
        "not_now",
        "A published version cannot be cancelled.",
        "An approver may comment `/forge revoke <reason>`.",
      );
    if (state.name === "cancelled")
      return refuse("not_now", "This request is cancelled already.", "Open a new one to start again.");
    if (state.name === "publishing" || facts.pull?.merged)
      return refuse(
        "not_now",
        "Publishing has begun.",
        "Wait for its end; then revoke the version if it must not be used.",
      );
    const record = {
      kind: "request_cancelled",
      request: facts.request.number,
      actor: { id: actor.id, login: actor.login },
      data: { comment: comment.id },
    } as const;
    return done("Cancelled. The name is free again.", { records: [record], effects: [], notes: ["cancelled"] });
  },
};
