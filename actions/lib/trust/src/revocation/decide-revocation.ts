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
}

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

/**
 * What the comments of a request say about its published version: one approver's `/forge revoke <reason>` suspends it,
 * another approver's `/forge revoke confirm` after that revokes it. Nothing leads back.
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
    for (const command of parseRevokeCommands(body)) {
      if (decision.state === "none" && command.kind === "propose")
        decision = { state: "suspended", name, version, reason: command.reason, by: [person] };
      else if (decision.state === "suspended" && command.kind === "confirm" && decision.by[0]?.id !== person.id)
        decision = { ...decision, state: "revoked", by: [...decision.by, person] };
    }
  }
  return decision;
}
