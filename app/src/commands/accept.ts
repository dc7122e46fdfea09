import { alone, type Command, refuse } from "./command.ts";

export const accept: Command = {
  name: "accept",
  ...alone,
  summary: "accepts a stranger's request as it stands",
  run({ facts, state, comment }) {
    if (state.hold) return refuse("not_now", "The request is on hold.", "Comment `/forge unhold` first.");
    const amended = state.amendment?.kind === "plan";
    if (state.accepted && !amended)
      return refuse("not_now", "This request is accepted already.", "Nothing needs to be done.");
    if (!amended && state.name !== "waiting")
      return refuse(
        "not_now",
        "The request cannot be accepted as it stands.",
        "The status comment says what is missing.",
      );
    // The text may have been edited after the triager read it: it must have been checked before the comment was written.
    const checked = facts.records.findLast((record) => record.kind === "request_refused");
    const same =
      checked?.data?.["textDigest"] === facts.request.textDigest && checked.data["code"] === "acceptance_needed";
    if (!same || Math.floor(Date.parse(checked?.at ?? "") / 1000) * 1000 > Date.parse(comment.createdAt))
      return refuse(
        "not_now",
        "The request's text changed after it was last checked.",
        "Read it again, then comment `/forge accept` once more.",
      );
    return { kind: "done", reply: "Accepted as it stands now.", accept: true };
  },
};
