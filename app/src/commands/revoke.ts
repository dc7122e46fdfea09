import { decideRevocation, hasSuspensionEnded } from "@plugsmith/trust";
import type { NewRecord } from "../audit/audit-store.ts";
import { type Command, done, refuse, written } from "./command.ts";

export const revoke: Command = {
  name: "revoke",
  summary: "suspends the published version for 24 hours; another approver's `confirm` revokes it for good",
  grammar: { text: { name: "reason", required: true, or: "confirm" } },
  examples: [written({ text: "leaks memory on the bench" }), written({ text: "confirm" })],
  run({ facts, state, actor, comment }) {
    const { release } = facts;
    const name = state.accepted?.name;
    if (!release || !name)
      return refuse("not_now", "Nothing of this request is published.", "Comment `/forge cancel` to give it up.");
    if (!facts.comments.some((one) => one.id === comment.id))
      return refuse(
        "not_now",
        "Revoking is decided where the plugin was asked for.",
        `Comment on #${facts.request.number}.`,
      );
    const comments = facts.comments.map((one) => ({
      ...one,
      user: one.viaApp ? null : one.author,
    }));
    const decision = decideRevocation({
      comments,
      reviewers: facts.reviewers,
      name,
      version: release.version,
      publishedAt: release.publishedAt,
      now: new Date(facts.now),
    });
    const spoken = facts.revocation?.by[0]?.at;
    const isOver =
      facts.revocation?.state === "suspended" &&
      spoken !== undefined &&
      hasSuspensionEnded(spoken, new Date(facts.now));
    const now = isOver ? "none" : (facts.revocation?.state ?? (release.status === "active" ? "none" : release.status));
    if (decision.state === "none")
      return refuse(
        "command_invalid",
        "That is no revocation.",
        "An approver comments `/forge revoke <reason>`, and another one confirms it within 24 hours.",
      );
    if (decision.state === now || now === "revoked")
      return now === "suspended"
        ? refuse(
            "not_now",
            "The version is suspended; the same person cannot confirm it.",
            "Another approver comments `/forge revoke confirm`.",
          )
        : refuse("not_now", "The version is revoked already.", "Nothing needs to be done.");
    const confirmed = decision.state === "revoked";
    const record: NewRecord = {
      kind: confirmed ? "revoke_confirmed" : "revoke_proposed",
      request: facts.request.number,
      actor: { id: actor.id, login: actor.login },
      digest: release.digest,
      reason: decision.reason.slice(0, 2000),
      data: { comment: comment.id, name, version: release.version },
    };
    const action = confirmed ? "revoke" : "suspend";
    const inputs = { action, name, version: release.version, request: String(facts.request.number) };
    const effect = {
      kind: "dispatch",
      workflow: "forge-registry.yml",
      ref: facts.repository.defaultBranch,
      inputs,
    } as const;
    const reply = confirmed
      ? "Confirmed by a second approver: the version is being revoked for good."
      : "The version is being suspended; benches stop it for 24 hours. Another approver comments `/forge revoke confirm` within them to revoke it for good.";
    return done(reply, { records: [record], effects: [effect], notes: [action] });
  },
};
