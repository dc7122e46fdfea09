import { type Command, done, refuse, written } from "./command.ts";

export const hold: Command = {
  name: "hold",
  summary: "stops everything of this request until somebody lifts it: runs, updates, merging, publishing",
  grammar: { text: { name: "why", required: false } },
  examples: [written(), written({ text: "vérifier le banc d’essai" })],
  run({ facts, state, written: { text }, actor, comment }) {
    if (facts.release || state.name === "cancelled")
      return refuse(
        "not_now",
        "There is nothing left to hold.",
        "An approver may comment `/forge revoke <reason>` for a published version.",
      );
    const record = {
      kind: "hold",
      request: facts.request.number,
      actor: { id: actor.id, login: actor.login },
      ...(text && { reason: text }),
      data: { comment: comment.id },
    } as const;
    const running =
      state.name === "publishing"
        ? " A publish run is under way: it stops before it merges or releases, unless it has done so by now."
        : "";
    return done(`On hold. Nothing is started, merged or published until \`/forge unhold\`.${running}`, {
      records: [record],
      effects: [],
      notes: ["held"],
    });
  },
};
