import { ForgeError } from "@plugsmith/schemas";
import type { Quorum } from "../quorum/quorum.ts";

/**
 * Goes on only with a reached quorum.
 * @throws ForgeError `quorum_missing` that tells who counts, who does not and why.
 */
export function requireQuorum(quorum: Quorum, headSha: string): void {
  if (quorum.reached) return;
  const reasons = [...quorum.blockedBy, ...quorum.uncounted].map((entry) => entry.message);
  throw new ForgeError("quorum_missing", {
    message:
      `${quorum.count} of ${quorum.required} approvals count for ${headSha.slice(0, 7)}. ${reasons.join(" ")}`.trim(),
    hint: "Ask approvers to review the newest commit, then publish again.",
    facts: { count: quorum.count, required: quorum.required, blocked: quorum.blockedBy.length },
  });
}
