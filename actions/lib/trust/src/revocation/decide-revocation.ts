import type { Reviewers } from "@plugsmith/schemas";
import { decideRole } from "../quorum/decide-role.ts";
import { parseRevokeCommands } from "./parse-revoke-command.ts";

export interface RevocationComment {
  readonly id: number;
  readonly user: { readonly id: number; readonly login: string; readonly type: string } | null;
  readonly body: string;
  readonly createdAt: string;
  /** Where it differs from `createdAt`, the comment was edited and counts for nothing. */
  readonly updatedAt?: string;
}

export interface RevocationFacts {
  readonly comments: readonly RevocationComment[];
  readonly reviewers: Reviewers;
  readonly name: string;
  readonly version: string;
  /** Earlier comments cannot mean this version. */
  readonly publishedAt?: string;
  readonly now: Date;
}

/** One approver alone stops a version for so long; then another one has confirmed it, or it is over. */
export const suspensionMs = 24 * 3_600_000;

/** Whether a suspension that was spoken then is over. */
export const hasSuspensionEnded = (at: string, now: Date): boolean => now.getTime() - Date.parse(at) > suspensionMs;

export interface RevokingPerson {
  readonly id: number;
  readonly login: string;
  readonly at: string;
}

export type RevocationDecision =
  | { readonly state: "none" }
  | {
      readonly state: "suspended" | "revoked";
      readonly name: string;
      readonly version: string;
      readonly reason: string;
      readonly by: readonly RevokingPerson[];
    };

const hasEnded = (decision: RevocationDecision, now: Date): boolean =>
  decision.state === "suspended" && hasSuspensionEnded(decision.by[0]?.at ?? "", now);

/**
 * What the comments of a request say about its published version: one approver's `/forge revoke <reason>` suspends it for 24 hours,
 * another approver's `/forge revoke confirm` within them revokes it for ever. Nothing leads back from there.
 */
export function decideRevocation(facts: RevocationFacts): RevocationDecision {
  const { name, version } = facts;
  let decision = { state: "none" } as RevocationDecision;
  const since = facts.publishedAt === undefined ? Number.NEGATIVE_INFINITY : Date.parse(facts.publishedAt);
  const comments = [...facts.comments].sort((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt) || a.id - b.id);
  for (const { user, body, createdAt, updatedAt } of comments) {
    if (user?.type !== "User" || (updatedAt !== undefined && updatedAt !== createdAt)) continue;
    if (!(Date.parse(createdAt) >= Math.floor(since / 1000) * 1000)) continue;
    if (decideRole(facts.reviewers, user.id, createdAt) !== "holds") continue;
    const person = { id: user.id, login: user.login, at: createdAt };
    if (hasEnded(decision, new Date(createdAt))) decision = { state: "none" };
    for (const command of parseRevokeCommands(body)) {
      if (decision.state === "none" && command.kind === "propose")
        decision = { state: "suspended", name, version, reason: command.reason, by: [person] };
      else if (decision.state === "suspended" && command.kind === "confirm" && decision.by[0]?.id !== person.id)
        decision = { ...decision, state: "revoked", by: [...decision.by, person] };
    }
  }
  return hasEnded(decision, facts.now) ? { state: "none" } : decision;
}
